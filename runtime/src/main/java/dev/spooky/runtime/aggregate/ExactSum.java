// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.runtime.storage.Arena;
import dev.spooky.runtime.storage.Storage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Exact sums of finite doubles: a two's complement fixed-point number of 64-bit limbs, of which
 * only a window is kept, so that a usual sum costs a few words.
 *
 * <pre>
 *   block:  lowest limb's number (int) | limbs (int) | limb, limb, …
 *   value = Σ limb[i] · 2^(64 · (lowest + i) − 1074), the last limb signed
 * </pre>
 *
 * <p>Kulisch, Computer Arithmetic and Validity: a long accumulator has no rounding, so the order of
 * additions and subtractions never shows. Rounding happens once, in {@link #round}: to nearest,
 * ties to even. Cost of an addition: O(1), a few limbs.
 */
final class ExactSum {
  private static final int HEADER = 8;
  private static final long INFINITY = 0x7FFL << 52;

  private final Arena blocks;

  ExactSum(Storage storage) {
    this.blocks = new Arena(storage.journal());
  }

  long heapBytes() {
    return blocks.pageBytes();
  }

  /** Adds {@code value * weight} to the sum {@code handle} (0: zero); returns the new handle. */
  int add(int handle, double value, long weight) {
    if (value == 0) {
      return handle;
    }
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7FF;
    long mantissa = bits & 0xFFFFFFFFFFFFFL;
    int bit = 0;
    if (exponent != 0) {
      mantissa |= 1L << 52;
      bit = exponent - 1;
    }
    long signed = bits < 0 ? -mantissa : mantissa;
    long low = signed * weight;
    long high = Math.multiplyHigh(signed, weight);
    int first = bit >>> 6;
    int shift = bit & 63;
    long limb0 = low << shift;
    long limb1 = shift == 0 ? high : (low >>> (64 - shift)) | (high << shift);
    long limb2 = shift == 0 ? high >> 63 : high >> (64 - shift);
    int block = window(handle, first, first + 4);
    addLimbs(block - 1, first, limb0, limb1, limb2);
    return block;
  }

  private void addLimbs(int block, int first, long limb0, long limb1, long limb2) {
    byte[] page = blocks.page(block);
    int offset = blocks.offset(block);
    int limbs = Bytes.getInt(page, offset + 4);
    page = blocks.edit(block, HEADER, 8 * limbs);
    long carry = 0;
    for (int i = first - Bytes.getInt(page, offset), step = 0; i < limbs; i++, step++) {
      long more = step == 0 ? limb0 : step == 1 ? limb1 : step == 2 ? limb2 : limb2 >> 63;
      int at = offset + HEADER + 8 * i;
      long old = Bytes.getLong(page, at);
      long sum = old + more;
      long nextCarry = Long.compareUnsigned(sum, old) < 0 ? 1 : 0;
      sum += carry;
      if (carry != 0 && sum == 0) {
        nextCarry = 1;
      }
      Bytes.putLong(page, at, sum);
      carry = nextCarry;
    }
  }

  /** Makes sure that limbs {@code from} to {@code to − 1} and one for the carry exist. */
  private int window(int handle, int from, int to) {
    int low = from;
    int high = to;
    if (handle != 0) {
      byte[] page = blocks.page(handle - 1);
      int offset = blocks.offset(handle - 1);
      int oldLow = Bytes.getInt(page, offset);
      int oldHigh = oldLow + Bytes.getInt(page, offset + 4);
      // the top limb must have room for a carry: its upper bits are still sign only
      long top = Bytes.getLong(page, offset + HEADER + 8 * (oldHigh - oldLow - 1));
      boolean roomy = top == top << 2 >> 2;
      if (oldLow <= low && oldHigh >= high && roomy) {
        return handle;
      }
      low = Math.min(low, oldLow);
      high = Math.max(high, roomy ? oldHigh : oldHigh + 1);
    }
    int block = blocks.allocate(HEADER + 8 * (high - low));
    byte[] page = blocks.writable(block);
    int offset = blocks.offset(block);
    Bytes.putInt(page, offset, low);
    Bytes.putInt(page, offset + 4, high - low);
    Arrays.fill(page, offset + HEADER, offset + HEADER + 8 * (high - low), (byte) 0);
    if (handle != 0) {
      copyExtended(handle - 1, page, offset, low, high);
      blocks.release(handle - 1);
    }
    return block + 1;
  }

  private void copyExtended(int from, byte[] page, int offset, int low, int high) {
    byte[] oldPage = blocks.page(from);
    int oldOffset = blocks.offset(from);
    int oldLow = Bytes.getInt(oldPage, oldOffset);
    int limbs = Bytes.getInt(oldPage, oldOffset + 4);
    System.arraycopy(
        oldPage, oldOffset + HEADER, page, offset + HEADER + 8 * (oldLow - low), 8 * limbs);
    long sign = Bytes.getLong(oldPage, oldOffset + HEADER + 8 * (limbs - 1)) >> 63;
    for (int i = oldLow + limbs; i < high; i++) {
      Bytes.putLong(page, offset + HEADER + 8 * (i - low), sign);
    }
  }

  void release(int handle) {
    if (handle != 0) {
      blocks.release(handle - 1);
    }
  }

  /** Whether the sum is zero. */
  boolean isZero(int handle) {
    return handle == 0 || lowest(blocks.page(handle - 1), blocks.offset(handle - 1)) < 0;
  }

  /** Number, within the block, of the lowest limb that is not zero; −1 when all are. */
  private static int lowest(byte[] page, int offset) {
    int limbs = Bytes.getInt(page, offset + 4);
    for (int i = 0; i < limbs; i++) {
      if (Bytes.getLong(page, offset + HEADER + 8 * i) != 0) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The sum divided by {@code divisor}, rounded once; infinite when it does not fit a double.
   *
   * <p>Long division of the magnitude, bit by bit from its highest bit down to the bit below the
   * last one that a double keeps. Bits are counted from that of the smallest subnormal, 2^−1074.
   */
  double round(int handle, long divisor) {
    if (isZero(handle)) {
      return 0;
    }
    byte[] page = blocks.page(handle - 1);
    int offset = blocks.offset(handle - 1);
    int zeros = lowest(page, offset);
    int high = Bytes.getInt(page, offset + 4) - 1;
    boolean negative = Bytes.getLong(page, offset + HEADER + 8 * high) < 0;
    while (magnitude(page, offset, high, zeros, negative) == 0) {
      high--;
    }
    int base = 64 * Bytes.getInt(page, offset);
    long by = Math.abs(divisor);
    long limb = magnitude(page, offset, high, zeros, negative);
    int bit = base + 64 * high + 63 - Long.numberOfLeadingZeros(limb);
    long quotient = 0;
    long rest = 0;
    int last = 0; // the last bit that is kept; one more is made, to round by
    for (; bit >= last - 1; bit--) {
      if ((bit & 63) == 63) {
        int index = (bit - base) >> 6;
        limb = index < 0 ? 0 : magnitude(page, offset, index, zeros, negative);
      }
      rest = rest << 1 | (limb >>> bit & 1);
      long one = Long.compareUnsigned(rest, by) >= 0 ? 1 : 0;
      rest -= one * by;
      if (quotient == 0 && one != 0) {
        last = Math.max(0, bit - 52);
      }
      quotient = quotient << 1 | one;
    }
    long lowestMagnitude = magnitude(page, offset, zeros, zeros, negative);
    int lowestBit = base + 64 * zeros + Long.numberOfTrailingZeros(lowestMagnitude);
    boolean below = rest != 0 || lowestBit <= bit;
    long kept = quotient >>> 1;
    if ((quotient & 1) != 0 && (below || (kept & 1) != 0)) {
      kept++;
    }
    // the implicit bit, and a carry out of the rounding, go on into the exponent
    long bits = last >= 0x7FF ? INFINITY : Math.min(((long) last << 52) + kept, INFINITY);
    double value = Double.longBitsToDouble(bits);
    return (negative != divisor < 0 ? -value : value) + 0.0;
  }

  /** The sum as it is. */
  BigDecimal exact(int handle) {
    if (handle == 0) {
      return BigDecimal.ZERO;
    }
    byte[] page = blocks.page(handle - 1);
    int offset = blocks.offset(handle - 1);
    int limbs = Bytes.getInt(page, offset + 4);
    byte[] bytes = new byte[8 * limbs];
    for (int i = 0; i < bytes.length; i++) {
      bytes[bytes.length - 1 - i] = page[offset + HEADER + i];
    }
    BigInteger value = new BigInteger(bytes);
    int exponent = 64 * Bytes.getInt(page, offset) - 1074;
    return exponent >= 0
        ? new BigDecimal(value.shiftLeft(exponent))
        : new BigDecimal(value.multiply(BigInteger.valueOf(5).pow(-exponent)), -exponent);
  }

  /** A limb of the absolute value, of which the limbs below {@code zeros} are zero. */
  private static long magnitude(byte[] page, int offset, int index, int zeros, boolean negative) {
    long limb = Bytes.getLong(page, offset + HEADER + 8 * index);
    if (!negative) {
      return limb;
    }
    return index < zeros ? 0 : index == zeros ? -limb : ~limb;
  }
}
