// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.SpookyValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stale slots without assertions: the switch that always checks, in a JVM of its own. */
final class SlotChecksTest {
  /** Prints the kind of error of each use of a stale slot. */
  static final class StaleUses {
    private StaleUses() {}

    public static void main(String[] args) {
      SpookyRecordMut record = SpookyRecordMut.fromValue(Samples.flatUser());
      FieldSlot slot = Samples.slot(record, "age");
      record.setField("age", SpookyValue.of(1.0));
      List<Runnable> uses =
          List.of(
              () -> record.getI64At(slot, 0),
              () -> record.getU64At(slot, 0),
              () -> record.getF64At(slot, 0),
              () -> record.getBoolAt(slot, false),
              () -> record.getStrAt(slot),
              () -> record.getStrAt(slot, new Utf8View()),
              () -> record.setI64At(slot, 0),
              () -> record.setU64At(slot, 0),
              () -> record.setF64At(slot, 0),
              () -> record.setBoolAt(slot, false),
              () -> record.setStrAt(slot, "x"),
              () -> record.replaceStrAt(slot, "x"));
      StringBuilder kinds = new StringBuilder();
      for (Runnable use : uses) {
        try {
          use.run();
          kinds.append("none ");
        } catch (RecordException error) {
          kinds.append(error.kind()).append(' ');
        }
      }
      System.out.print(kinds);
    }
  }

  @Test
  void alwaysOnCheck_catchesEveryUse() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-da",
                "-Xmx64m",
                "-Dspooky.records.checkSlots=true",
                "-cp",
                System.getProperty("java.class.path"),
                StaleUses.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String kinds = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(kinds).isEqualTo("STALE_SLOT ".repeat(12));
  }
}
