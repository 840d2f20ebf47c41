// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import dev.spooky.records.value.SpookyArray;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.util.Objects;

/** Documents that several tests use. */
public final class Samples {
  private Samples() {}

  /** The user document of the format's benchmarks: 12 fields of all kinds. */
  public static SpookyObject benchmarkUser() {
    return SpookyObject.builder()
        .put("id", "user:abc123")
        .put("name", "Alice")
        .put("age", 28)
        .put("score", 99.5)
        .put("active", true)
        .put("deleted", false)
        .put("metadata", SpookyValue.nullValue())
        .put("tags", array("developer", "rust", "database"))
        .put("count", 1000)
        .put("profile", profile())
        .put("history", SpookyArray.of(event("login", 1234567890L), event("update", 1234567900L)))
        .put(
            "mixed_array",
            SpookyArray.of(
                SpookyValue.of(42),
                SpookyValue.of("text"),
                SpookyValue.of(true),
                SpookyObject.builder().put("nested", "value").build()))
        .build();
  }

  private static SpookyObject profile() {
    SpookyObject privacy = SpookyObject.builder().put("public", false).put("level", 3).build();
    SpookyObject settings =
        SpookyObject.builder()
            .put("theme", "dark")
            .put("notifications", true)
            .put("privacy", privacy)
            .build();
    return SpookyObject.builder()
        .put("bio", "Software engineer")
        .put("avatar", "https://example.com/avatar.jpg")
        .put("settings", settings)
        .build();
  }

  private static SpookyObject event(String action, long timestamp) {
    return SpookyObject.builder().put("action", action).put("timestamp", timestamp).build();
  }

  static SpookyArray array(String... items) {
    SpookyValue[] values = new SpookyValue[items.length];
    for (int i = 0; i < items.length; i++) {
      values[i] = SpookyValue.of(items[i]);
    }
    return SpookyArray.of(values);
  }

  /** The slot of a field that is there. */
  static FieldSlot slot(RecordReader record, String name) {
    return Objects.requireNonNull(record.resolve(name), name);
  }

  /** The value of a field that is there. */
  static SpookyValue field(RecordReader record, String name) {
    return Objects.requireNonNull(record.getField(name), name);
  }

  /** Six fields, one of each flat kind but null. */
  static SpookyObject flatUser() {
    return SpookyObject.builder()
        .put("id", "user:123")
        .put("name", "Alice")
        .put("age", 30)
        .put("score", 99.5)
        .put("active", true)
        .put("level", SpookyValue.ofUnsigned(42))
        .build();
  }
}
