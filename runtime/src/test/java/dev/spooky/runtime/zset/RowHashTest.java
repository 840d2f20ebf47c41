// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.zset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.row.Bytes;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowHashTest {
  @Test
  void smallNumbers_spreadOverHighAndLowBits() {
    RowHash hash = new RowHash(0, -1);
    byte[] row = new byte[16];
    int[] high = new int[1024];
    int[] low = new int[1024];
    Set<Long> all = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      Bytes.putLong(row, 0, i % 1000);
      Bytes.putLong(row, 8, i / 1000);
      long h = hash.hash(row, 0, 16);
      all.add(h);
      high[(int) (h >>> 54)]++;
      low[(int) h & 1023]++;
    }
    assertThat(all).hasSize(100_000);
    for (int i = 0; i < 1024; i++) {
      assertThat(high[i]).isBetween(40, 180);
      assertThat(low[i]).isBetween(40, 180);
    }
  }

  @Test
  void publicConstants_doNotMakeOtherValuesVanish() {
    RowHash hash = new RowHash(77, -1);
    byte[] row = new byte[24];
    for (long constant :
        new long[] {0xA0761D6478BD642FL, 0xE7037ED1A0B428DBL, 0x8EBC6AF09C88C6E3L}) {
      Set<Long> hashes = new HashSet<>();
      for (int i = 0; i < 100; i++) {
        Bytes.putLong(row, 0, i);
        Bytes.putLong(row, 8, i);
        Bytes.putLong(row, 16, constant);
        hashes.add(hash.hash(row, 0, 24));
        hashes.add(hash.end(hash.mix(hash.mix(hash.start(), i), constant)));
        Bytes.putLong(row, 0, constant);
        hashes.add(hash.hash(row, 0, 16));
      }
      assertThat(hashes).hasSize(300);
    }
  }
}
