// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Prints results as they come, and appends them to a file of JSON lines if one is given. */
final class Report implements Consumer<Result>, AutoCloseable {
  private final boolean json;
  private final @Nullable Path file;

  Report(boolean json, @Nullable Path file) {
    this.json = json;
    this.file = file;
  }

  @Override
  public void accept(Result result) {
    System.out.println(json ? result.json() : result.text());
    if (file != null) {
      try {
        Files.writeString(
            file, result.json() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    System.out.flush();
  }
}
