// SPDX-License-Identifier: Apache-2.0
package dev.spooky.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents at the root say about files and code must be so. */
class DocumentsTest {
  private static final Path ROOT = Path.of(System.getProperty("spooky.root", ".."));

  /** A path between backquotes or in a link: at least one slash, and a file's ending. */
  private static final Pattern PATH =
      Pattern.compile("[`(]((?:[\\w.-]+/)+[\\w.-]+\\.(?:java|md|sql|xml|ftl|fmpp|sh|iq))[`)]");

  /** A class between backquotes that stands for a file of the main path. */
  private static final Pattern JAVA_FILE = Pattern.compile("`(\\w+\\.java)`");

  private static final Pattern JAVA_BLOCK = Pattern.compile("(?s)```java\\n(.*?)```");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "docs/decisions.md",
        "docs/features.md"
      })
  void files_namedInDocument_exist(String document) throws IOException {
    Path file = ROOT.resolve(document);
    assumeTrue(Files.exists(file), document + " is not written yet");
    String text = Files.readString(file);
    Path folder = file.toAbsolutePath().getParent();
    List<String> missing = new ArrayList<>();
    for (String path : all(PATH, text)) {
      if (!Files.exists(ROOT.resolve(path)) && !Files.exists(folder.resolve(path))) {
        missing.add(path);
      }
    }
    List<String> names = all(JAVA_FILE, text);
    if (!names.isEmpty()) {
      List<String> sources = sources();
      names.stream().filter(name -> !sources.contains(name)).forEach(missing::add);
    }
    assertThat(missing).as("named in " + document + ", but not there").isEmpty();
  }

  @Test
  void firstExample_inReadme_compiles(@TempDir Path folder) throws IOException {
    Path readme = ROOT.resolve("README.md");
    assumeTrue(Files.exists(readme), "README.md is not written yet");
    Matcher block = JAVA_BLOCK.matcher(Files.readString(readme));
    assumeTrue(block.find(), "README.md has no Java yet");
    Path source = folder.resolve("Example.java");
    Files.writeString(source, asClass(block.group(1)));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter faults = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                faults,
                null,
                null,
                List.of("-proc:none", "-d", folder.toString()),
                null,
                compiler
                    .getStandardFileManager(null, null, null)
                    .getJavaFileObjects(source.toFile()))
            .call();
    assertThat(compiled).as(faults.toString()).isTrue();
  }

  /** Statements become the body of a main method, below their imports. */
  private static String asClass(String block) {
    if (block.contains("class Example")) {
      return block;
    }
    String imports = lines(block, true);
    return imports
        + "class Example { public static void main(String[] args) throws Exception {\n"
        + lines(block, false)
        + "}}\n";
  }

  private static String lines(String block, boolean imports) {
    return block
        .lines()
        .filter(line -> line.startsWith("import ") == imports)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(match -> match.group(1)).distinct().toList();
  }

  private static List<String> sources() throws IOException {
    List<String> names = new ArrayList<>();
    for (String module : List.of("records", "runtime", "planner", "sql-frontend", "bench")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
        files.map(file -> file.getFileName().toString()).forEach(names::add);
      }
    }
    return names;
  }
}
