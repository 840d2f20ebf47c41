// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.FieldPath;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Broken bytes: an error of our own or a read within the record, never anything else.
 *
 * <p>Reads outside the record show as a result that depends on what lies around it: each mutated
 * record is read twice, between different neighbours. The default run takes a sample; {@code
 * -Dspooky.fuzz.records=1000000} the full count.
 */
final class HostileRecordTest {
  private static final int RECORDS = Integer.getInteger("spooky.fuzz.records", 30_000);
  private static final int MARGIN = 64;

  private static final ResolvedSchema SCHEMA =
      ResolvedSchema.of("f0", "f1", "f2", "f3", "profile", "name");

  @Test
  void mutatedRecords_errorOrReadWithinTheRecord() {
    int accepted = 0;
    for (int seed = 0; seed < RECORDS; seed++) {
      Random random = new Random(seed);
      SpookyObject object =
          seed % 4 == 0 ? Samples.benchmarkUser() : RandomValues.object(random, 10);
      byte[] record = mutate(SpookyRecord.serialize(object), random);
      long first = readAll(record, (byte) 0x00, seed);
      long second = readAll(record, (byte) 0xff, seed);
      assertThat(first).as("seed=%d reads outside the record", seed).isEqualTo(second);
      if (strictlyValid(record, seed)) {
        accepted++;
        assertThat(changeAll(record, seed)).as("seed=%d", seed).isTrue();
      }
    }
    assertThat(accepted).isBetween(RECORDS / 100, RECORDS);
  }

  private static byte[] mutate(byte[] record, Random random) {
    byte[] bytes = record;
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      if (random.nextInt(12) == 0) {
        bytes = Arrays.copyOf(bytes, Math.max(0, bytes.length + random.nextInt(9) - 5));
      }
      if (bytes.length > 0) {
        int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(60, bytes.length));
        bytes[at] =
            switch (random.nextInt(4)) {
              case 0 -> (byte) (bytes[at] ^ (1 << random.nextInt(8)));
              case 1 -> (byte) 0xff;
              case 2 -> (byte) random.nextInt(8);
              default -> (byte) random.nextInt();
            };
      }
    }
    return bytes;
  }

  /** A digest of everything that can be read, errors included. */
  private static long readAll(byte[] record, byte filler, int seed) {
    byte[] padded = new byte[record.length + 2 * MARGIN];
    Arrays.fill(padded, filler);
    System.arraycopy(record, 0, padded, MARGIN, record.length);
    long[] digest = {seed};
    RecordReader[] reader = new RecordReader[1];
    attempt(digest, () -> reader[0] = SpookyRecord.of(padded, MARGIN, record.length));
    if (reader[0] == null) {
      return digest[0];
    }
    readAll(reader[0], digest);
    if (seed % 16 == 0) {
      ByteBuffer buffer = ByteBuffer.wrap(padded, MARGIN, record.length).asReadOnlyBuffer();
      readAll(SpookyRecord.of(buffer), digest);
    }
    return digest[0];
  }

  private static void readAll(RecordReader record, long[] digest) {
    for (int i = 0; i < record.fieldCount(); i++) {
      int position = i;
      attempt(digest, () -> add(digest, record.getFieldIn(position)));
      attempt(digest, () -> add(digest, Arrays.hashCode(record.getRawIn(position).data())));
      attempt(digest, () -> readSlot(record, record.slotIn(position), digest));
    }
    for (int field = 0; field < SCHEMA.size(); field++) {
      int wanted = field;
      FieldName name = SCHEMA.name(field);
      attempt(digest, () -> add(digest, record.getI64(name, 1)));
      attempt(digest, () -> add(digest, record.getU64(name, 1)));
      attempt(digest, () -> add(digest, record.getF64(name, 1)));
      attempt(digest, () -> add(digest, record.getBool(name, true)));
      attempt(digest, () -> add(digest, record.getStr(name)));
      attempt(digest, () -> add(digest, record.getNumberAsF64(name.text(), 1)));
      attempt(digest, () -> add(digest, record.getPath(FieldPath.parse(name.text() + ".bio"))));
      attempt(digest, () -> add(digest, SCHEMA.getField(record, wanted)));
    }
  }

  private static void readSlot(RecordReader record, FieldSlot slot, long[] digest) {
    add(digest, record.getI64At(slot, 1));
    add(digest, record.getU64At(slot, 1));
    add(digest, record.getF64At(slot, 1));
    add(digest, record.getBoolAt(slot, true));
    add(digest, record.getStrAt(slot));
  }

  private static void add(long[] digest, @org.jspecify.annotations.Nullable Object read) {
    digest[0] = digest[0] * 31 + (read == null ? 7 : read.hashCode());
  }

  /** Lets only the library's own error through, as a digest; anything else fails the test. */
  private static void attempt(long[] digest, Runnable read) {
    try {
      read.run();
    } catch (RecordException expected) {
      digest[0] = digest[0] * 31 + expected.kind().name().hashCode();
    }
  }

  private static boolean strictlyValid(byte[] record, int seed) {
    try {
      RecordCheck.strict(record, 0, record.length);
    } catch (RecordException expected) {
      return false;
    }
    SpookyRecord reader = SpookyRecord.of(record);
    for (int i = 0; i < reader.fieldCount(); i++) {
      assertThat(reader.getFieldIn(i)).as("seed=%d strict but unreadable", seed).isNotNull();
    }
    return true;
  }

  /** What passes the strict check can be changed and stays valid. */
  private static boolean changeAll(byte[] record, int seed) {
    SpookyRecordMut mutable = SpookyRecordMut.wrap(record.clone());
    String fresh = "fresh" + seed;
    int before = mutable.byteLength();
    mutable.addField(fresh, SpookyValue.of(fresh));
    mutable.setStr(fresh, "");
    mutable.removeField(fresh);
    RecordCheck.strict(mutable.array(), 0, mutable.byteLength());
    return mutable.byteLength() == before;
  }
}
