// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.ChangeDetector.Change;
import dev.spooky.records.value.FieldName;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ResolvedSchemaTest {
  private static SpookyRecord record(SpookyObject object) {
    return SpookyRecord.fromValue(object);
  }

  @Test
  void stableShape_onlyTheFirstReadSearches() {
    ResolvedSchema schema = ResolvedSchema.of("age", "name", "missing");
    for (int i = 0; i < 1000; i++) {
      SpookyObject user =
          SpookyObject.builder()
              .put("name", "n".repeat(i % 9))
              .put("age", i)
              .put("id", "x")
              .put("z", i * 0.5)
              .build();
      SpookyRecord record = record(user);
      assertThat(schema.getI64(record, 0, -1)).isEqualTo(i);
      assertThat(schema.getStr(record, 1)).isEqualTo("n".repeat(i % 9));
      assertThat(schema.has(record, 2)).isFalse();
      assertThat(schema.observeLayout(record)).isEqualTo(i == 0);
    }
    assertThat(schema.misses()).isLessThanOrEqualTo(3);
    assertThat(schema.hits()).isGreaterThanOrEqualTo(2997);
    assertThat(schema.layoutChanges()).isEqualTo(1);
  }

  @Test
  void changingShapes_alwaysReadTheRightField() {
    Random random = new Random(21);
    String[] names = new String[30];
    for (int i = 0; i < names.length; i++) {
      names[i] = "f" + i;
    }
    ResolvedSchema schema = ResolvedSchema.of(names);
    FieldSlotMap map = new FieldSlotMap();
    Utf8View window = new Utf8View();
    for (int round = 0; round < 5000; round++) {
      SpookyObject object = RandomValues.object(random, 10);
      SpookyRecord record = record(object);
      for (int i = 0; i < names.length; i++) {
        SpookyValue expected = object.get(names[i]);
        assertThat(schema.getField(record, i)).as("round=%d", round).isEqualTo(expected);
        assertThat(schema.has(record, i)).isEqualTo(expected != null);
        assertThat(map.locate(record, FieldName.of(names[i])))
            .isEqualTo(record.indexOf(FieldName.of(names[i])));
        assertThat(schema.slot(record, i)).isEqualTo(record.resolve(names[i]));
        assertThat(schema.getI64(record, i, 7)).isEqualTo(record.getI64(names[i], 7));
        assertThat(schema.getU64(record, i, 7)).isEqualTo(record.getU64(names[i], 7));
        assertThat(Double.compare(schema.getF64(record, i, 7), record.getF64(names[i], 7)))
            .isZero();
        double widened = record.getNumberAsF64(names[i], 7);
        assertThat(Double.compare(schema.getNumberAsF64(record, i, 7), widened)).isZero();
        assertThat(schema.getBool(record, i, true)).isEqualTo(record.getBool(names[i], true));
        assertThat(schema.getStr(record, i, window)).isEqualTo(record.getStr(names[i]) != null);
      }
    }
    assertThat(schema.misses()).isPositive();
    assertThat(map.size()).isEqualTo(30);
    assertThat(map.hits()).isPositive();
    assertThat(map.misses()).isPositive();
  }

  @Test
  void counters_oneSearchPerFieldAndChangeOfShape() {
    SpookyRecord one = record(Samples.flatUser());
    SpookyRecord other = record(Samples.benchmarkUser());
    String[] names = {"id", "name", "age", "score"};
    ResolvedSchema schema = ResolvedSchema.of(names);
    FieldSlotMap map = new FieldSlotMap();
    int moved = 0;
    for (String name : names) {
      moved += one.indexOf(FieldName.of(name)) == other.indexOf(FieldName.of(name)) ? 0 : 1;
    }
    assertThat(moved).isPositive();
    readAll(one, schema, map, names);
    long firstSearches = schema.misses();
    assertThat(map.misses()).isEqualTo(4);
    readAll(one, schema, map, names);
    assertThat(schema.misses()).isEqualTo(firstSearches);
    assertThat(map.misses()).isEqualTo(4);
    assertThat(map.hits()).isEqualTo(4);
    for (int round = 1; round <= 10; round++) {
      readAll(round % 2 == 1 ? other : one, schema, map, names);
      assertThat(schema.misses()).isEqualTo(firstSearches + (long) round * moved);
      assertThat(map.misses()).isEqualTo(4 + (long) round * moved);
    }
    assertThat(schema.hits() + schema.misses()).isEqualTo(12 * 4);
    assertThat(map.hits() + map.misses()).isEqualTo(12 * 4);
    assertThat(schema.layoutChanges()).isEqualTo(11);
    assertThat(map.layoutChanges()).isEqualTo(11);
  }

  private static void readAll(
      SpookyRecord record, ResolvedSchema schema, FieldSlotMap map, String[] names) {
    schema.observeLayout(record);
    map.observeLayout(record);
    for (int i = 0; i < names.length; i++) {
      int position = record.indexOf(FieldName.of(names[i]));
      assertThat(schema.locate(record, i)).isEqualTo(position);
      assertThat(map.slot(record, FieldName.of(names[i]))).isEqualTo(record.slotIn(position));
    }
  }

  @Test
  void firstLayout_isAChange_evenOfNoFields() {
    ResolvedSchema schema = ResolvedSchema.of("a");
    SpookyRecord empty = record(SpookyObject.EMPTY);
    assertThat(schema.observeLayout(empty)).isTrue();
    assertThat(schema.observeLayout(empty)).isFalse();
    assertThat(schema.layoutChanges()).isEqualTo(1);
  }

  @Test
  void mutableRecord_isReadRightThroughEveryChange() {
    ResolvedSchema schema = ResolvedSchema.of("age", "name", "z");
    FieldSlotMap map = new FieldSlotMap();
    SpookyRecordMut record = SpookyRecordMut.fromValue(Samples.flatUser());
    for (int i = 0; i < 50; i++) {
      String name = "n".repeat(i % 7);
      record.setStr("name", name);
      record.addField("x" + i, SpookyValue.of(i));
      if (i % 3 == 0) {
        record.removeField("x" + i);
      }
      record.setI64("age", i);
      assertThat(schema.getI64(record, 0, -1)).isEqualTo(i);
      assertThat(schema.getStr(record, 1)).isEqualTo(name);
      assertThat(schema.has(record, 2)).isFalse();
      FieldSlot slot = map.slot(record, FieldName.of("age"));
      assertThat(slot == null ? -1 : record.getI64At(slot, -1)).isEqualTo(i);
    }
  }

  @Test
  void fingerprint_isOfNamesOnly() {
    SpookyRecord one = record(SpookyObject.builder().put("a", 1).put("b", "x").build());
    SpookyRecord same = record(SpookyObject.builder().put("a", "longer").put("b", 2).build());
    SpookyRecord other = record(SpookyObject.builder().put("a", 1).put("c", "x").build());
    assertThat(one.layoutFingerprint()).isEqualTo(same.layoutFingerprint());
    assertThat(one.layoutFingerprint()).isNotEqualTo(other.layoutFingerprint());
  }

  @Test
  void changeDetection_byVersionAndContentHash() {
    ChangeDetector detector = new ChangeDetector("version", "content_hash");
    SpookyRecord stored = versioned(1, "aa");
    assertThat(detector.compare(stored, versioned(1, "aa"))).isEqualTo(Change.NONE);
    assertThat(detector.compare(stored, versioned(2, "aa"))).isEqualTo(Change.VERSION_ONLY);
    assertThat(detector.compare(stored, versioned(2, "ab"))).isEqualTo(Change.CONTENT);
    assertThat(detector.compare(stored, versioned(1, "aaa"))).isEqualTo(Change.CONTENT);
    SpookyRecord bare = record(SpookyObject.builder().put("version", 1).build());
    assertThat(detector.compare(stored, bare)).isEqualTo(Change.CONTENT);
    assertThat(detector.compare(bare, bare)).isEqualTo(Change.UNKNOWN);
    SpookyRecord nullHash =
        record(
            SpookyObject.builder()
                .put("version", 1)
                .put("content_hash", SpookyValue.nullValue())
                .build());
    assertThat(detector.compare(nullHash, nullHash)).isEqualTo(Change.UNKNOWN);
    assertThat(detector.compare(nullHash, bare)).isEqualTo(Change.UNKNOWN);
    assertThat(detector.compare(nullHash, stored)).isEqualTo(Change.CONTENT);
    long searched = detector.misses();
    for (int i = 0; i < 1000; i++) {
      assertThat(detector.compare(versioned(i, "h" + i), versioned(i + 1, "h" + i)))
          .isEqualTo(Change.VERSION_ONLY);
    }
    assertThat(detector.misses() - searched).isLessThanOrEqualTo(4);
  }

  private static SpookyRecord versioned(long version, String hash) {
    return record(
        SpookyObject.builder()
            .put("id", "user:" + version)
            .put("version", version)
            .put("content_hash", hash)
            .put("body", "x".repeat((int) (version % 5)))
            .build());
  }
}
