// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.cbor;

/**
 * Takes one value part by part, in the order in which its bytes tell it: a scalar, or a container
 * with all that is in it up to its {@link #end}. Inside an object each value follows its key.
 */
public interface ValueSink {
  /** Begins an array. */
  void beginArray();

  /** Begins an object. */
  void beginObject();

  /** Ends the innermost container. */
  void end();

  /** The name of the value that follows, inside an object; the bytes are UTF-8. */
  void key(byte[] utf8, int offset, int length);

  /** A null. */
  void nullValue();

  /** A boolean. */
  void bool(boolean value);

  /** A signed integer. */
  void i64(long value);

  /** An unsigned integer above the signed range. */
  void u64(long bits);

  /** A double. */
  void f64(double value);

  /** A string given by its bytes, which are UTF-8. */
  void utf8(byte[] bytes, int offset, int length);
}
