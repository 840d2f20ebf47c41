// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.error.RecordException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class Utf8Test {
  @Test
  void validity_sameAsTheDecoderOfTheJdk() {
    Random random = new Random(11);
    byte[] leads = {(byte) 0xc2, (byte) 0xe0, (byte) 0xed, (byte) 0xf0, (byte) 0xf4, (byte) 0x80};
    for (int round = 0; round < 50_000; round++) {
      byte[] bytes = new byte[random.nextInt(12)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            switch (random.nextInt(4)) {
              case 0 -> (byte) random.nextInt(128);
              case 1 -> (byte) (0x80 | random.nextInt(64));
              case 2 -> leads[random.nextInt(leads.length)];
              default -> (byte) random.nextInt();
            };
      }
      assertThat(Utf8.isValid(bytes, 0, bytes.length))
          .as("round=%d", round)
          .isEqualTo(decodes(bytes));
    }
  }

  private static boolean decodes(byte[] bytes) {
    try {
      var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  @Test
  void encoding_sameAsTheEncoderOfTheJdk() {
    for (String text : new String[] {"", "abc", "é", "€uro", "𝄞 clef", "a\u0000b", "\uffff"}) {
      ByteSink sink = new ByteSink(1);
      sink.putUtf8(text);
      sink.putUtf8(text.toCharArray(), 0, text.length());
      assertThat(sink.toByteArray()).isEqualTo((text + text).getBytes(StandardCharsets.UTF_8));
      assertThat(Utf8.bytes(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void loneSurrogate_isRefused() {
    for (String text : new String[] {"a\ud800", "\udc00b", "\ud800\ud800\udc00"}) {
      assertThatThrownBy(() -> Utf8.bytes(text)).isInstanceOf(RecordException.class);
      assertThatThrownBy(() -> new ByteSink().putUtf8(text)).isInstanceOf(RecordException.class);
      assertThatThrownBy(() -> new ByteSink().putUtf8(text.toCharArray(), 0, text.length()))
          .isInstanceOf(RecordException.class);
    }
  }

  @Test
  void shortAscii_isWrittenWholeOrNotAtAll() {
    byte[] target = new byte[34];
    assertThat(Utf8.putShortAscii("Bob", target, 1)).isTrue();
    assertThat(target).startsWith(0, 'B', 'o', 'b', 0);
    for (String text : new String[] {"Bé", "€", "a\u0080", "x".repeat(33)}) {
      assertThat(Utf8.putShortAscii(text, target, 1)).as(text).isFalse();
    }
    assertThat(target).startsWith(0, 'B', 'o', 'b', 0);
    assertThat(Utf8.putShortAscii("x".repeat(32), target, 1)).isTrue();
    assertThat(target[33]).isZero();
  }
}
