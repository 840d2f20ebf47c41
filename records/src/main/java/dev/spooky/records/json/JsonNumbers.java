// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.spooky.records.error.RecordException;
import dev.spooky.records.value.SpookyNumber;
import dev.spooky.records.value.SpookyValue;
import java.io.IOException;
import java.math.BigInteger;

/** Which kind a number of a parser is. */
final class JsonNumbers {
  private static final int UNSIGNED_BITS = 64;

  private JsonNumbers() {}

  /** True if the current token is an integer that fits a long: the case without allocation. */
  static boolean isLong(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
  }

  /** The current number, of whatever kind. */
  static SpookyNumber read(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      return SpookyValue.of(finite(parser));
    }
    return isLong(parser)
        ? SpookyValue.of(parser.getLongValue())
        : ofInteger(parser.getBigIntegerValue());
  }

  /** The current floating-point number; text that overflows a double is refused. */
  static double finite(JsonParser parser) throws IOException {
    double value = parser.getDoubleValue();
    return parser.isNaN() ? value : inRange(value);
  }

  static SpookyNumber ofInteger(BigInteger value) {
    if (value.bitLength() < UNSIGNED_BITS) {
      return SpookyValue.of(value.longValue());
    }
    return value.signum() > 0 && value.bitLength() == UNSIGNED_BITS
        ? SpookyValue.ofUnsigned(value.longValue())
        : SpookyValue.of(inRange(value.doubleValue()));
  }

  /** The number of a tree's node. */
  static SpookyNumber ofNode(JsonNode node) {
    if (node.isIntegralNumber()) {
      return ofInteger(node.bigIntegerValue());
    }
    double value = node.doubleValue();
    return SpookyValue.of(node.isBigDecimal() ? inRange(value) : value);
  }

  /** What was a number with digits must be one still. */
  private static double inRange(double value) {
    if (Double.isInfinite(value)) {
      throw RecordException.json("number beyond the range of a double");
    }
    return value;
  }
}
