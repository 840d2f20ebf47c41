// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An ordered map of names to values: names ascend by their UTF-8 bytes, each once.
 *
 * <p>Objects are ordered entry by entry, name before value, a prefix before what it begins.
 */
public final class SpookyObject implements SpookyValue {
  /** The object without fields. */
  public static final SpookyObject EMPTY = new SpookyObject(new FieldName[0], new SpookyValue[0]);

  private final FieldName[] names;
  private final SpookyValue[] values;

  private SpookyObject(FieldName[] names, SpookyValue[] values) {
    this.names = names;
    this.values = values;
  }

  /** An object with the entries of a map. */
  public static SpookyObject of(Map<String, ? extends SpookyValue> entries) {
    Builder builder = builder();
    entries.forEach(builder::put);
    return builder.build();
  }

  /** An empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** The number of fields. */
  public int size() {
    return names.length;
  }

  /** The name at the index, from 0, in name order. */
  public FieldName nameAt(int index) {
    return names[index];
  }

  /** The value at the index, from 0, in name order. */
  public SpookyValue valueAt(int index) {
    return values[index];
  }

  /** The value of a field, null if there is none. */
  public @Nullable SpookyValue get(String name) {
    return get(FieldName.of(name));
  }

  /** The value of a field, null if there is none. */
  public @Nullable SpookyValue get(FieldName name) {
    int index = Arrays.binarySearch(names, name);
    return index >= 0 ? values[index] : null;
  }

  @Override
  public Kind kind() {
    return Kind.OBJECT;
  }

  @Override
  public int compareTo(SpookyValue other) {
    if (!(other instanceof SpookyObject object)) {
      return Integer.compare(kind().rank(), other.kind().rank());
    }
    int common = Math.min(names.length, object.names.length);
    for (int i = 0; i < common; i++) {
      int order = names[i].compareTo(object.names[i]);
      if (order == 0) {
        order = values[i].compareTo(object.values[i]);
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(names.length, object.names.length);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SpookyObject object
        && Arrays.equals(names, object.names)
        && Arrays.equals(values, object.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < names.length; i++) {
      text.append(i == 0 ? "" : ", ").append(names[i]).append(": ").append(values[i]);
    }
    return text.append('}').toString();
  }

  /** Collects fields in any order; of two values for one name the later wins. */
  public static final class Builder {
    private record Entry(FieldName name, SpookyValue value) {}

    private final List<Entry> entries = new ArrayList<>();

    private Builder() {}

    /** Adds or replaces a field. */
    public Builder put(String name, SpookyValue value) {
      return put(FieldName.of(name), value);
    }

    /** Adds or replaces a field. */
    public Builder put(FieldName name, SpookyValue value) {
      entries.add(new Entry(name, value));
      return this;
    }

    /** Adds or replaces a string field. */
    public Builder put(String name, String value) {
      return put(name, SpookyString.of(value));
    }

    /** Adds or replaces a signed integer field. */
    public Builder put(String name, long value) {
      return put(name, SpookyValue.of(value));
    }

    /** Adds or replaces a double field. */
    public Builder put(String name, double value) {
      return put(name, SpookyValue.of(value));
    }

    /** Adds or replaces a boolean field. */
    public Builder put(String name, boolean value) {
      return put(name, SpookyValue.of(value));
    }

    /** The object. */
    public SpookyObject build() {
      Entry[] sorted = entries.toArray(Entry[]::new);
      Arrays.sort(sorted, Comparator.comparing(Entry::name));
      int count = 0;
      for (int i = 0; i < sorted.length; i++) {
        boolean replaced = i + 1 < sorted.length && sorted[i].name.equals(sorted[i + 1].name);
        if (!replaced) {
          sorted[count++] = sorted[i];
        }
      }
      FieldName[] names = new FieldName[count];
      SpookyValue[] values = new SpookyValue[count];
      for (int i = 0; i < count; i++) {
        names[i] = sorted[i].name;
        values[i] = sorted[i].value;
      }
      return new SpookyObject(names, values);
    }
  }
}
