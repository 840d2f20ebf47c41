// SPDX-License-Identifier: Apache-2.0
package dev.spooky.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void driver_worksInAForeignClassLoader() throws Exception {
    assumeTrue(Files.exists(JAR), "made by mvn package");
    checkDriver(List.of(JAR));
  }

  /** What a host has under the libraries' own names is never touched: here it cannot be loaded. */
  @Test
  void driver_worksBesideOtherVersionsOfItsLibraries(@TempDir Path host) throws Exception {
    assumeTrue(Files.exists(JAR), "made by mvn package");
    try (JarFile jar = new JarFile(JAR.toFile())) {
      String prefix = "dev/spooky/shaded/";
      for (String name : jar.stream().map(JarEntry::getName).toList()) {
        if (name.startsWith(prefix) && name.endsWith(".class")) {
          Path broken = host.resolve(name.substring(prefix.length()));
          Files.createDirectories(broken.getParent());
          Files.write(broken, new byte[] {1, 2, 3});
        }
      }
    }
    assertThat(host.resolve("org/apache/calcite/sql/SqlNode.class")).exists();
    assertThat(host.resolve("com/google/common/collect/ImmutableList.class")).exists();
    checkDriver(List.of(host, JAR));
  }

  private static void checkDriver(List<Path> classPath) throws Exception {
    URL[] urls = new URL[classPath.size()];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = classPath.get(i).toUri().toURL();
    }
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
      Driver driver = ServiceLoader.load(Driver.class, loader).findFirst().orElseThrow();
      assertThat(driver.getClass().getClassLoader()).isSameAs(loader);
      try (Connection connection = driver.connect("jdbc:spooky:", new Properties());
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, v VARCHAR)");
        statement.execute(
            "CREATE MATERIALIZED VIEW w AS SELECT MD5(v) AS h, COUNT(*) AS n FROM t GROUP BY v");
        statement.execute("INSERT INTO t VALUES (1, 'abc'), (2, 'abc')");
        try (ResultSet rows = statement.executeQuery("SELECT h, n FROM w")) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo("900150983cd24fb0d6963f7d28e17f72");
          assertThat(rows.getLong(2)).isEqualTo(2);
        }
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
