// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.error.RecordException;
import dev.spooky.records.error.RecordException.Kind;
import dev.spooky.records.value.SpookyNumber;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random sequences of changes against a plain map; the whole record is compared after each. */
final class RecordModelTest {
  private static final int SEQUENCES = 10_000;
  private static final int CHANGES = 12;

  @Test
  void randomSequences_sameAsAMap() {
    for (int seed = 0; seed < SEQUENCES; seed++) {
      new Sequence(seed).run();
    }
  }

  private static final class Sequence {
    private final int seed;
    private final Random random;
    private final Map<String, SpookyValue> model = new TreeMap<>();
    private final SpookyRecordMut record;
    private boolean legal;

    Sequence(int seed) {
      this.seed = seed;
      this.random = new Random(seed);
      SpookyObject start = RandomValues.object(random, 8);
      for (int i = 0; i < start.size(); i++) {
        model.put(start.nameAt(i).text(), start.valueAt(i));
      }
      record = SpookyRecordMut.fromValue(start);
    }

    void run() {
      for (int step = 0; step < CHANGES; step++) {
        int generation = record.generation();
        byte[] before = record.toByteArray();
        @Nullable Kind refusal = null;
        try {
          change();
        } catch (RecordException error) {
          refusal = error.kind();
        }
        check("seed=" + seed + " step=" + step, generation, before, refusal);
      }
    }

    private void check(String where, int generation, byte[] before, @Nullable Kind refusal) {
      assertThat(refusal == null).as(where).isEqualTo(legal);
      byte[] after = record.toByteArray();
      assertThat(after).as(where).isEqualTo(NaiveRecord.encode(SpookyObject.of(model)));
      if (refusal != null) {
        assertThat(after).as(where).isEqualTo(before);
      }
      boolean layoutSame = RecordModelTest.sameLayout(before, after);
      assertThat(record.generation() == generation).as(where).isEqualTo(layoutSame);
      for (Map.Entry<String, SpookyValue> field : model.entrySet()) {
        assertThat(record.getField(field.getKey())).as(where).isEqualTo(field.getValue());
      }
    }

    private String name() {
      return "f" + random.nextInt(12);
    }

    private void change() {
      legal = true;
      String name = name();
      SpookyValue old = model.get(name);
      switch (random.nextInt(10)) {
        case 0, 1 -> {
          SpookyValue value = RandomValues.value(random);
          legal = old == null;
          record.addField(name, value);
          model.put(name, value);
        }
        case 2 -> {
          legal = old != null;
          record.removeField(name);
          model.remove(name);
        }
        case 3, 4 -> {
          SpookyValue value = RandomValues.value(random);
          legal = old != null;
          record.setField(name, value);
          model.put(name, value);
        }
        case 5, 6 -> setText(name, old);
        case 7 -> setNumber(name, old);
        case 8 -> setThroughSlot(name);
        default -> {
          legal = old != null;
          record.setNull(name);
          model.put(name, SpookyValue.nullValue());
        }
      }
    }

    private void setText(String name, @Nullable SpookyValue old) {
      String text = RandomValues.text(random);
      legal = old != null && old.kind() == SpookyValue.Kind.STR;
      record.setStr(name, text);
      model.put(name, SpookyValue.of(text));
    }

    private void setNumber(String name, @Nullable SpookyValue old) {
      long bits = random.nextLong();
      if (old instanceof SpookyNumber.U64) {
        record.setU64(name, bits);
        model.put(name, SpookyValue.ofUnsigned(bits));
      } else if (old instanceof SpookyNumber.F64) {
        record.setF64(name, (double) bits);
        model.put(name, SpookyValue.of((double) bits));
      } else {
        legal = old instanceof SpookyNumber.I64;
        record.setI64(name, bits);
        model.put(name, SpookyValue.of(bits));
      }
    }

    private void setThroughSlot(String name) {
      FieldSlot slot = record.resolve(name);
      if (slot == null) {
        return;
      }
      switch (slot.tag()) {
        case Tag.I64 -> {
          record.setI64At(slot, seed);
          model.put(name, SpookyValue.of(seed));
        }
        case Tag.BOOL -> {
          record.setBoolAt(slot, true);
          model.put(name, SpookyValue.of(true));
        }
        case Tag.STR -> {
          String text = RandomValues.text(random);
          record.replaceStrAt(slot, text);
          model.put(name, SpookyValue.of(text));
        }
        default -> {
          legal = slot.tag() == Tag.F64;
          record.setF64At(slot, 1);
          model.put(name, SpookyValue.of(1.0));
        }
      }
    }
  }

  /** True if header and index are the same: hashes, offsets, lengths and tags. */
  private static boolean sameLayout(byte[] before, byte[] after) {
    int end = 20 + 20 * SpookyRecord.of(before).fieldCount();
    return before.length == after.length && java.util.Arrays.equals(before, 0, end, after, 0, end);
  }
}
