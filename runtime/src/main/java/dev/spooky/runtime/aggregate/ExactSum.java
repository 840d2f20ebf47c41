// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.aggregate;

import dev.spooky.records.row.Bytes;
import dev.spooky.runtime.storage.Arena;
import dev.spooky.runtime.storage.Storage;
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
  private static final int EXPONENT = 1074;

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

  /** The sum divided by {@code divisor}, rounded once; infinite when it does not fit a double. */
  double round(int handle, long divisor) {
    if (handle == 0) {
      return 0;
    }
    byte[] page = blocks.page(handle - 1);
    int offset = blocks.offset(handle - 1);
    int limbs = Bytes.getInt(page, offset + 4);
    byte[] bigEndian = new byte[8 * limbs];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = page[offset + HEADER + bigEndian.length - 1 - i];
    }
    int scale = 64 * Bytes.getInt(page, offset) - EXPONENT;
    return round(new BigInteger(bigEndian), BigInteger.valueOf(divisor), scale);
  }

  /** {@code number / divisor * 2^scale}, correctly rounded. */
  private static double round(BigInteger number, BigInteger divisor, int scale) {
    if (number.signum() == 0) {
      return 0;
    }
    boolean negative = number.signum() * divisor.signum() < 0;
    BigInteger dividend = number.abs();
    BigInteger by = divisor.abs();
    // a quotient of at least 55 bits, and the lowest bit at 2^-1074 at most
    int more = Math.max(0, 56 - dividend.bitLength() + by.bitLength());
    int lowest = scale - more;
    BigInteger[] parts = dividend.shiftLeft(more).divideAndRemainder(by);
    BigInteger quotient = parts[0];
    boolean sticky = parts[1].signum() != 0;
    // bits below both the 53 kept ones and the smallest subnormal are rounded off
    int drop = Math.max(quotient.bitLength() - 53, -EXPONENT - lowest);
    if (drop > 0) {
      BigInteger kept = quotient.shiftRight(drop);
      boolean half = quotient.testBit(drop - 1);
      boolean below = sticky || quotient.getLowestSetBit() < drop - 1;
      if (half && (below || kept.testBit(0))) {
        kept = kept.add(BigInteger.ONE);
      }
      quotient = kept;
      lowest += drop;
    }
    double magnitude = scale(quotient, lowest);
    return negative ? -magnitude : magnitude;
  }

  /** An integer of at most 54 bits, or an exact one, times a power of two. */
  private static double scale(BigInteger quotient, int exponent) {
    int bits = quotient.bitLength();
    if (bits + exponent > 1024) {
      return Double.POSITIVE_INFINITY;
    }
    // quotient has at most 53 significant bits here and lies on the double grid: both steps are
    // exact
    return Math.scalb(quotient.doubleValue(), exponent);
  }
}
