// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.records.value.FieldName;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class XxHash64Test {
  @ParameterizedTest
  @CsvSource({
    "'', ef46db3751d8e999",
    "id, 5a8c237b1560df26",
    "name, 6c5f7b2e4a79fd6d",
    "age, 46ad1ade10c356d4",
    "version, 28c069b1c9d0a6ee",
    "content_hash, 8635ae4f25cdcefb",
    "a, d24ec4f1a98c6e5b",
    "b, 78452aa11af39f9b",
    "c, a3dad144c40657ed",
    "d, 5000d8f2907d14e4",
    "history, a55e12d9984ae2e9",
    "tags, cbe36106b3b0f630"
  })
  void golden(String text, String hex) {
    assertThat(Long.toHexString(FieldName.of(text).hash())).isEqualTo(hex);
    assertThat(Long.toHexString(NaiveXxHash64.hash(Utf8.bytes(text), 0))).isEqualTo(hex);
  }

  @Test
  void everyLength_sameAsReference() {
    Random random = new Random(7);
    for (int length = 0; length < 200; length++) {
      byte[] input = new byte[length + 3];
      random.nextBytes(input);
      long seed = random.nextLong();
      byte[] part = java.util.Arrays.copyOfRange(input, 3, input.length);
      assertThat(XxHash64.hash(input, 3, length, seed))
          .as("length=%d seed=%d", length, seed)
          .isEqualTo(NaiveXxHash64.hash(part, seed));
    }
  }
}
