// SPDX-License-Identifier: Apache-2.0
package dev.spooky.oracle.history;

import static dev.spooky.oracle.history.Level.READ_COMMITTED;
import static dev.spooky.oracle.history.Level.SERIALIZABLE;
import static dev.spooky.oracle.history.Level.STATEMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spooky.oracle.history.Anomaly.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Histories made by hand: the good ones pass, each bad one is called by its name. */
class CheckerTest {
  private static final int X = 1;
  private static final int Y = 2;

  private final History history = new History();

  /** Notes with steps that are done when they are called. */
  private final class Client {
    private final Notes notes;

    Client(Level level) {
      notes = history.begin(level);
    }

    Client append(int key, int value) {
      notes.append(key, value, history.now(), history.now());
      return this;
    }

    Client failedAppend(int key, int value) {
      notes.failedAppend(key, value, history.now(), history.now());
      return this;
    }

    Client read(int key, int... list) {
      notes.read(key, list, history.now(), history.now());
      return this;
    }

    Client savepoint(int number) {
      notes.savepoint(number);
      return this;
    }

    Client rollbackTo(int number) {
      notes.rollbackTo(number);
      return this;
    }

    void commit() {
      notes.commit(history.now());
    }

    void abort() {
      notes.abort(history.now());
    }
  }

  private Client begin(Level level) {
    return new Client(level);
  }

  private void read(int key, int... list) {
    begin(STATEMENT).read(key, list).commit();
  }

  private void finds(Kind... kinds) {
    assertThat(Checker.check(history.txns())).extracting(Anomaly::kind).containsOnly(kinds);
  }

  private void findsNothing() {
    assertThat(Checker.check(history.txns())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Level.class)
  void oneAfterTheOther_isSound(Level level) {
    begin(level).append(X, 1).read(X, 1).append(Y, 2).append(X, 3).commit();
    begin(level).read(X, 1, 3).read(Y, 2).append(X, 4).read(X, 1, 3, 4).commit();
    begin(level).append(X, 5).abort();
    begin(level).append(X, 6).savepoint(0).append(X, 7).rollbackTo(0).read(X, 1, 3, 4, 6).commit();
    begin(level).failedAppend(Y, 8).read(Y, 2).commit();
    read(X, 1, 3, 4, 6);
    findsNothing();
  }

  @Test
  void overlappingOnes_mayComeInEitherOrder() {
    Client one = begin(SERIALIZABLE).append(X, 1);
    Client two = begin(SERIALIZABLE).append(Y, 2);
    one.commit();
    Client three = begin(SERIALIZABLE).read(Y).read(X, 1);
    two.commit();
    three.commit();
    findsNothing();
  }

  @Test
  void abortedRead_isFound() {
    begin(READ_COMMITTED).append(X, 1).abort();
    read(X, 1);
    finds(Kind.ABORTED_READ);
  }

  @Test
  void readOfAFailedStatement_isFound() {
    begin(READ_COMMITTED).failedAppend(X, 1).append(Y, 2).commit();
    read(X, 1);
    finds(Kind.ABORTED_READ);
  }

  @Test
  void readOfWhatWasRolledBackToASavepoint_isFound() {
    begin(READ_COMMITTED).savepoint(0).append(X, 1).rollbackTo(0).append(X, 2).commit();
    read(X, 1, 2);
    finds(Kind.ABORTED_READ);
  }

  @Test
  void abortedTransactionsReads_areJudgedToo() {
    begin(READ_COMMITTED).append(X, 1).abort();
    begin(READ_COMMITTED).read(X, 1).abort();
    finds(Kind.ABORTED_READ);
  }

  @Test
  void intermediateRead_isFound() {
    Client writer = begin(READ_COMMITTED).append(X, 1).append(X, 2);
    Client reader = begin(READ_COMMITTED);
    long ending = history.now();
    reader.read(X, 1);
    writer.notes.commit(ending);
    reader.commit();
    read(X, 1, 2);
    assertThat(Checker.check(history.txns()))
        .extracting(Anomaly::kind)
        .contains(Kind.INTERMEDIATE_READ);
  }

  @Test
  void readBeforeTheCommit_isFound() {
    Client writer = begin(READ_COMMITTED).append(X, 1);
    Client reader = begin(READ_COMMITTED).read(X, 1);
    writer.commit();
    reader.commit();
    assertThat(Checker.check(history.txns())).extracting(Anomaly::kind).contains(Kind.EARLY_READ);
  }

  @Test
  void lostAppend_isFound() {
    begin(READ_COMMITTED).append(X, 1).commit();
    begin(READ_COMMITTED).append(X, 2).commit();
    read(X, 2);
    finds(Kind.LOST_APPEND);
  }

  @Test
  void doubledAppend_isFound() {
    begin(READ_COMMITTED).append(X, 1).commit();
    begin(READ_COMMITTED).append(X, 2).commit();
    read(X, 1, 2, 1);
    assertThat(Checker.check(history.txns()))
        .extracting(Anomaly::kind)
        .contains(Kind.DOUBLED_APPEND);
  }

  @Test
  void valueOfNobody_isFound() {
    read(X, 1);
    finds(Kind.UNKNOWN_VALUE);
  }

  @Test
  void listsThatDoNotContinueEachOther_areFound() {
    Client one = begin(READ_COMMITTED).append(X, 1);
    Client two = begin(READ_COMMITTED).append(X, 2);
    Client early = begin(READ_COMMITTED);
    long ending = history.now();
    one.notes.commit(ending);
    two.notes.commit(ending);
    read(X, 1, 2);
    early.read(X, 2, 1).commit();
    assertThat(Checker.check(history.txns())).extracting(Anomaly::kind).contains(Kind.NOT_A_PREFIX);
  }

  @Test
  void ownAppendsThatAreMissing_areFound() {
    begin(READ_COMMITTED).append(X, 1).read(X).commit();
    finds(Kind.OWN_APPENDS);
  }

  @Test
  void ownAppendsThatWereUndone_areFound() {
    begin(READ_COMMITTED).savepoint(0).append(X, 1).rollbackTo(0).read(X, 1).commit();
    finds(Kind.OWN_APPENDS);
  }

  @ParameterizedTest
  @EnumSource(Level.class)
  void staleRead_isFound(Level level) {
    begin(level).append(X, 1).commit();
    begin(level).read(X).commit();
    read(X, 1);
    assertThat(Checker.check(history.txns())).extracting(Anomaly::kind).contains(Kind.STALE_READ);
  }

  @Test
  void staleReadLaterInATransaction_isFoundAtReadCommitted() {
    Client reader = begin(READ_COMMITTED).read(X);
    begin(READ_COMMITTED).append(X, 1).commit();
    reader.read(X).commit();
    read(X, 1);
    assertThat(Checker.check(history.txns())).extracting(Anomaly::kind).contains(Kind.STALE_READ);
  }

  @Test
  void writesThatInterleave_areFound() {
    Client one = begin(READ_COMMITTED).append(X, 1);
    Client two = begin(READ_COMMITTED).append(X, 2).append(Y, 3);
    one.append(Y, 4);
    one.commit();
    two.commit();
    read(X, 1, 2);
    read(Y, 3, 4);
    finds(Kind.WRITE_CYCLE);
  }

  @Test
  void circularFlow_isFound() {
    Client one = begin(READ_COMMITTED).append(X, 1);
    Client two = begin(READ_COMMITTED).append(Y, 2);
    long ending = history.now();
    one.read(Y, 2);
    two.read(X, 1);
    one.notes.commit(ending);
    two.notes.commit(ending);
    assertThat(Checker.check(history.txns()))
        .extracting(Anomaly::kind)
        .contains(Kind.INFORMATION_CYCLE);
  }

  @Test
  void readSkew_isFoundWhereItMustNotBe() {
    Client reader = begin(SERIALIZABLE).read(X);
    begin(READ_COMMITTED).append(X, 1).append(Y, 2).commit();
    reader.read(Y, 2).commit();
    read(X, 1);
    finds(Kind.READ_SKEW);
  }

  @Test
  void readSkewOfAStatement_isFound() {
    long invoked = history.now();
    Client writer = begin(SERIALIZABLE).append(X, 1).append(Y, 2);
    writer.commit();
    Notes reader = history.begin(READ_COMMITTED);
    reader.read(X, new int[0], invoked, history.now());
    reader.read(Y, new int[] {2}, invoked, history.now());
    reader.commit(history.now());
    read(X, 1);
    finds(Kind.READ_SKEW);
  }

  @Test
  void readSkew_isAllowedAtReadCommitted() {
    Client reader = begin(READ_COMMITTED).read(X);
    begin(READ_COMMITTED).append(X, 1).append(Y, 2).commit();
    reader.read(Y, 2).commit();
    read(X, 1);
    findsNothing();
  }

  @ParameterizedTest
  @EnumSource(names = "STATEMENT", mode = EnumSource.Mode.EXCLUDE)
  void writeSkew_isAllowedAtReadCommittedOnly(Level level) {
    Client one = begin(level).read(X).read(Y);
    Client two = begin(level).read(X).read(Y);
    one.append(X, 1).commit();
    two.append(Y, 2).commit();
    read(X, 1);
    read(Y, 2);
    if (level == READ_COMMITTED) {
      findsNothing();
    } else {
      finds(Kind.WRITE_SKEW);
    }
  }

  @Test
  void lostUpdateAfterTheFirstAppend_isFoundAtReadCommitted() {
    Client one = begin(READ_COMMITTED).append(Y, 1).read(X);
    begin(READ_COMMITTED).append(X, 2).commit();
    one.append(X, 3).commit();
    read(X, 2, 3);
    finds(Kind.READ_SKEW);
  }

  @Test
  void cycleThroughRealTimeAlone_isFound() {
    Client first = begin(SERIALIZABLE).append(X, 1);
    Client open = begin(SERIALIZABLE);
    long ending = history.now();
    begin(SERIALIZABLE).read(X, 1).commit(); // the first is seen, though not acknowledged
    open.commit();
    begin(SERIALIZABLE).read(X).commit(); // and then it is not
    first.notes.commit(ending);
    read(X, 1);
    finds(Kind.REAL_TIME_CYCLE);
  }
}
