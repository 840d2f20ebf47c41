// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spooky.records.row.Bytes;
import org.junit.jupiter.api.Test;

class JournalTest {
  private final Journal journal = new Journal();
  private final Arena arena = new Arena(journal);

  @Test
  void rollback_runsBackwards() {
    int block = arena.allocate(8);
    Bytes.putLong(arena.writable(block), arena.offset(block), 1);
    journal.commit();
    for (long value = 2; value < 5; value++) {
      Bytes.putLong(arena.edit(block, 0, 8), arena.offset(block), value);
    }
    journal.rollback();
    assertThat(Bytes.getLong(arena.page(block), arena.offset(block))).isEqualTo(1);
  }

  @Test
  void failAt_failsOnceAndBeforeTheWrite() {
    int block = arena.allocate(8);
    Bytes.putLong(arena.writable(block), arena.offset(block), 7);
    journal.failAt(journal.writes() + 1);
    assertThatThrownBy(() -> arena.edit(block, 0, 8)).isInstanceOf(Journal.InjectedFailure.class);
    assertThat(Bytes.getLong(arena.page(block), arena.offset(block))).isEqualTo(7);
    arena.edit(block, 0, 8);
  }

  @Test
  void released_isReadableUntilCommitAndThenReused() {
    int block = arena.allocate(8);
    Bytes.putLong(arena.writable(block), arena.offset(block), 7);
    journal.commit();
    arena.release(block);
    assertThat(arena.allocate(8)).isNotEqualTo(block);
    assertThat(Bytes.getLong(arena.page(block), arena.offset(block))).isEqualTo(7);
    journal.commit();
    assertThat(arena.allocate(8)).isEqualTo(block);
  }

  @Test
  void disabled_stillFreesAtCommit() {
    journal.setEnabled(false);
    int block = arena.allocate(8);
    arena.release(block);
    journal.commit();
    assertThat(arena.allocate(8)).isEqualTo(block);
    assertThat(arena.liveBytes()).isEqualTo(8);
  }
}
