// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dotted way into nested objects, such as {@code profile.settings.theme}.
 *
 * <p>The empty text is the root. Only objects are walked: with anything else on the way the path is
 * absent, also with an array.
 */
public final class FieldPath {
  /** The path that stays where it is. */
  public static final FieldPath ROOT = new FieldPath(List.of());

  private final List<FieldName> segments;

  private FieldPath(List<FieldName> segments) {
    this.segments = segments;
  }

  /** The path of a dotted text. */
  public static FieldPath parse(String dotted) {
    if (dotted.isEmpty()) {
      return ROOT;
    }
    List<FieldName> segments = new ArrayList<>();
    int start = 0;
    for (int dot = dotted.indexOf('.'); dot >= 0; dot = dotted.indexOf('.', start)) {
      segments.add(FieldName.of(dotted.substring(start, dot)));
      start = dot + 1;
    }
    segments.add(FieldName.of(dotted.substring(start)));
    return new FieldPath(List.copyOf(segments));
  }

  /** The names on the way. */
  public List<FieldName> segments() {
    return segments;
  }

  /** True for the path that stays where it is. */
  public boolean isRoot() {
    return segments.isEmpty();
  }

  /** The value at the end of the path, null if it is absent. */
  public @Nullable SpookyValue resolve(SpookyValue root) {
    SpookyValue at = root;
    for (FieldName segment : segments) {
      SpookyValue next = at instanceof SpookyObject object ? object.get(segment) : null;
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldPath path && segments.equals(path.segments);
  }

  @Override
  public int hashCode() {
    return segments.hashCode();
  }

  /** The dotted text. */
  @Override
  public String toString() {
    return String.join(".", segments.stream().map(FieldName::text).toList());
  }
}
