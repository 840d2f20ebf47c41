// SPDX-License-Identifier: Apache-2.0
package dev.spooky.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The self-contained jar must not clash with what a host application has on its class path. */
class SpookyJarTest {
  private static final Path JAR =
      Path.of(System.getProperty("spooky.root", ".."), "sql-frontend/target/spooky.jar");

  /** Not relocated: see docs/decisions.md. */
  private static final List<String> ALLOWED =
      List.of("dev/spooky/", "org/jline/", "org/jspecify/annotations/");

  @Test
  void classes_areOursOrRelocated() throws IOException {
    assumeTrue(Files.exists(JAR), "made by mvn package");
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<String> foreign =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.endsWith(".class"))
              .filter(name -> ALLOWED.stream().noneMatch(name::startsWith))
              .toList();
      assertThat(foreign).isEmpty();
      assertThat(jar.getEntry("dev/spooky/shaded/org/apache/calcite/sql/SqlNode.class"))
          .isNotNull();
    }
  }

  @Test
  void drivers_areOursOnly() throws IOException {
    assumeTrue(Files.exists(JAR), "made by mvn package");
    try (JarFile jar = new JarFile(JAR.toFile())) {
      var services = jar.getEntry("META-INF/services/java.sql.Driver");
      assumeTrue(services != null, "the driver is not written yet");
      String drivers =
          new String(jar.getInputStream(services).readAllBytes(), StandardCharsets.UTF_8);
      assertThat(drivers.strip()).isEqualTo("dev.spooky.jdbc.SpookyDriver");
    }
  }
}
