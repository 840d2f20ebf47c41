// SPDX-License-Identifier: Apache-2.0
package dev.spooky.bench.auction;

/**
 * One part of phase B: batches of one size, each of deletes of live bids and inserts of new ones.
 * The first half of the batches is warm-up.
 */
public final class Churn {
  private final int batchSize;
  private final int batchCount;
  private final int firstInsert;
  private final int[] deletes;

  /** Plans nothing yet: the deletes are drawn by {@link AuctionEvents}, batch by batch. */
  Churn(int batchSize, int batchCount, int firstInsert) {
    this.batchSize = batchSize;
    this.batchCount = batchCount;
    this.firstInsert = firstInsert;
    this.deletes = new int[deletesBefore(batchCount)];
  }

  /** Batches of which the second half is measured: the workload's numbers for its sizes. */
  static int defaultBatchCount(int batchSize) {
    return switch (batchSize) {
      case 1 -> 4_000;
      case 100 -> 2_000;
      case 10_000 -> 100;
      default -> Math.max(40, Math.min(4_000, 400_000 / batchSize));
    };
  }

  /** Changes in a batch. */
  public int batchSize() {
    return batchSize;
  }

  /** Number of batches, warm-up included. */
  public int batchCount() {
    return batchCount;
  }

  /** Number of batches to run before measuring. */
  public int warmupCount() {
    return batchCount / 2;
  }

  /** Number of deletes in the batches before {@code batch}. */
  int deletesBefore(int batch) {
    return batchSize == 1 ? batch / 2 : batch * (batchSize / 2);
  }

  private int insertsBefore(int batch) {
    return batch * batchSize - deletesBefore(batch);
  }

  void setDelete(int index, int bid) {
    deletes[index] = bid;
  }

  /** Position in {@link #delete} of the batch's first delete; the next batch's is the end. */
  public int firstDelete(int batch) {
    return deletesBefore(batch);
  }

  /** Id of a deleted bid. */
  public int delete(int index) {
    return deletes[index];
  }

  /** Id of the batch's first new bid; the next batch's is the end. */
  public int firstInsert(int batch) {
    return firstInsert + insertsBefore(batch);
  }

  /** Number of changes from {@code batch} up to the end. */
  public long changesFrom(int batch) {
    return (long) (batchCount - batch) * batchSize;
  }
}
