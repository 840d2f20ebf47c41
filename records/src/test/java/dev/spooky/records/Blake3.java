// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * BLAKE3 by its definition, plain and slow: a compression function over 16 words, chunks of 1024
 * bytes, and a binary tree whose left part is the largest power of two of chunks.
 */
final class Blake3 {
  private static final int[] IV = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };
  private static final int[] PERMUTATION = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};
  private static final int CHUNK_START = 1;
  private static final int CHUNK_END = 2;
  private static final int PARENT = 4;
  private static final int ROOT = 8;

  private Blake3() {}

  static String hex(byte[] input) {
    int[] words = subtree(input, 0, input.length, 0, ROOT);
    ByteBuffer out = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : words) {
      out.putInt(word);
    }
    return HexFormat.of().formatHex(out.array());
  }

  private static int[] subtree(byte[] input, int from, int to, long chunkIndex, int rootFlag) {
    int chunks = Math.max(1, (to - from + 1023) / 1024);
    if (chunks == 1) {
      return chunk(input, from, to, chunkIndex, rootFlag);
    }
    int left = Integer.highestOneBit(chunks - 1);
    int middle = from + 1024 * left;
    int[] both = new int[16];
    System.arraycopy(subtree(input, from, middle, chunkIndex, 0), 0, both, 0, 8);
    System.arraycopy(subtree(input, middle, to, chunkIndex + left, 0), 0, both, 8, 8);
    return compress(IV, both, 0, 64, PARENT | rootFlag);
  }

  private static int[] chunk(byte[] input, int from, int to, long index, int rootFlag) {
    int[] state = IV;
    int blocks = Math.max(1, (to - from + 63) / 64);
    for (int i = 0; i < blocks; i++) {
      int start = from + 64 * i;
      int length = Math.min(64, to - start);
      byte[] block = new byte[64];
      System.arraycopy(input, start, block, 0, length);
      int[] words = new int[16];
      ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(words);
      int flags = (i == 0 ? CHUNK_START : 0) | (i == blocks - 1 ? CHUNK_END | rootFlag : 0);
      state = compress(state, words, index, length, flags);
    }
    return state;
  }

  private static int[] compress(int[] chain, int[] block, long counter, int length, int flags) {
    int[] v = new int[16];
    System.arraycopy(chain, 0, v, 0, 8);
    System.arraycopy(IV, 0, v, 8, 4);
    v[12] = (int) counter;
    v[13] = (int) (counter >>> 32);
    v[14] = length;
    v[15] = flags;
    int[] m = block.clone();
    for (int round = 0; round < 7; round++) {
      for (int i = 0; i < 4; i++) {
        mix(v, new int[] {i, 4 + i, 8 + i, 12 + i}, m[2 * i], m[2 * i + 1]);
      }
      for (int i = 0; i < 4; i++) {
        int[] diagonal = {i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4};
        mix(v, diagonal, m[8 + 2 * i], m[9 + 2 * i]);
      }
      int[] permuted = new int[16];
      for (int i = 0; i < 16; i++) {
        permuted[i] = m[PERMUTATION[i]];
      }
      m = permuted;
    }
    int[] out = new int[8];
    for (int i = 0; i < 8; i++) {
      out[i] = v[i] ^ v[i + 8];
    }
    return out;
  }

  private static void mix(int[] v, int[] at, int x, int y) {
    half(v, at, x, 16, 12);
    half(v, at, y, 8, 7);
  }

  private static void half(int[] v, int[] at, int word, int first, int second) {
    v[at[0]] += v[at[1]] + word;
    v[at[3]] = Integer.rotateRight(v[at[3]] ^ v[at[0]], first);
    v[at[2]] += v[at[3]];
    v[at[1]] = Integer.rotateRight(v[at[1]] ^ v[at[2]], second);
  }
}
