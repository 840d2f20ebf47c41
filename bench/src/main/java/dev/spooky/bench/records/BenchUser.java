// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.records;

import dev.spooky.records.FieldSlot;
import dev.spooky.records.RecordReader;
import dev.spooky.records.value.SpookyArray;
import dev.spooky.records.value.SpookyObject;
import dev.spooky.records.value.SpookyValue;
import java.util.Objects;

/** The document that all groups use: 12 fields of all kinds, 532 bytes as a record. */
final class BenchUser {
  private BenchUser() {}

  static SpookyObject value() {
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
        .put("mixed_array", mixed())
        .build();
  }

  private static SpookyArray array(String one, String two, String three) {
    return SpookyArray.of(SpookyValue.of(one), SpookyValue.of(two), SpookyValue.of(three));
  }

  private static SpookyArray mixed() {
    return SpookyArray.of(
        SpookyValue.of(42),
        SpookyValue.of("text"),
        SpookyValue.of(true),
        SpookyObject.builder().put("nested", "value").build());
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

  /** The document with a U64 field more, so that reads of one have something to find. */
  static SpookyObject withUnsigned() {
    SpookyObject user = value();
    SpookyObject.Builder builder = SpookyObject.builder();
    for (int i = 0; i < user.size(); i++) {
      builder.put(user.nameAt(i), user.valueAt(i));
    }
    return builder.put("level", SpookyValue.ofUnsigned(42)).build();
  }

  static FieldSlot slot(RecordReader record, String name) {
    return Objects.requireNonNull(record.resolve(name));
  }
}
