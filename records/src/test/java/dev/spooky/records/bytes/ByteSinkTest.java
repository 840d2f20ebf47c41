// SPDX-License-Identifier: Apache-2.0
package dev.spooky.records.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.error.RecordException;
import dev.spooky.records.error.RecordException.Kind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class ByteSinkTest {
  private final ByteSink sink = new ByteSink(16);

  @Test
  void sizesBeyondAnArray_areRefusedBeforeAnythingIsWritten() {
    sink.putLong(7);
    ThrowingCallable[] calls = {
      () -> sink.ensure(Integer.MAX_VALUE - 20),
      () -> sink.setSize(Integer.MAX_VALUE),
      () -> sink.putUtf8(new char[0], 0, 800_000_000)
    };
    for (ThrowingCallable call : calls) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              RecordException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE));
      assertThat(sink.size()).isEqualTo(8);
      assertThat(sink.capacity()).isEqualTo(16);
    }
  }

  @Test
  void memory_isKeptByClearAndGivenBackByTrim() {
    sink.putZeros(1000);
    int high = sink.capacity();
    assertThat(high).isGreaterThanOrEqualTo(1000);
    sink.clear();
    sink.putBytes(new byte[] {1, 2, 3});
    assertThat(sink.capacity()).isEqualTo(high);
    sink.trimTo(2000);
    assertThat(sink.capacity()).isEqualTo(high);
    sink.trimTo(1);
    assertThat(sink.capacity()).isEqualTo(3);
    assertThat(sink.toByteArray()).containsExactly(1, 2, 3);
  }

  @Test
  void exchange_leavesWhatWasWrittenInTheOldArray() {
    sink.putByte(5);
    byte[] fresh = new byte[4];
    byte[] old = sink.exchange(fresh);
    assertThat(old[0]).isEqualTo((byte) 5);
    assertThat(sink.array()).isSameAs(fresh);
    assertThat(sink.size()).isZero();
  }
}
