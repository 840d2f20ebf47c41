// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.storage;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The undo journal of the running tick: before-images in the order of the writes, in pooled arrays.
 *
 * <p>{@link #commit} drops the images and carries out deferred frees; {@link #rollback} replays the
 * images backwards, which allocates nothing and runs no operator. While {@link #isEnabled} is false
 * (state that is thrown away as a whole when it fails) only frees are kept.
 *
 * <p>Cost: O(1) and a few stores per state write.
 */
public final class Journal {
  /**
   * A structure whose writes are journalled. Entries name it by a number that it gets at its first
   * write of a tick: a reference a write would cost a barrier of the collector each.
   */
  public abstract static class Owner {
    private int number;

    /** Restores what a write of this kind, 0 to 14, had overwritten. Must not fail. */
    public abstract void undo(int kind, long a, long b);

    /** Carries out a deferred free of a block. */
    public void free(int handle) {
      throw new IllegalStateException("owner has no blocks, handle=" + handle);
    }
  }

  /** Thrown by the failure injection of {@link #failAt}. */
  public static final class InjectedFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InjectedFailure(long write) {
      super("injected failure at state write " + write);
    }
  }

  /** The same as an error of the JVM, like those of a heap or a stack that is full. */
  public static final class InjectedError extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    InjectedError(long write) {
      super("injected error at state write " + write);
    }
  }

  private static final int KEEP_ENTRIES = 1 << 14;
  private static final int KEEP_TICKS = 64;
  private static final int FREE = 15;
  private static final int KIND_BITS = 4;
  private static final long MOST_IMAGE_BYTES = Integer.MAX_VALUE - 64;

  private @Nullable Journal joined;
  private boolean enabled = true;
  private Owner[] owners = new Owner[16];
  private int ownerCount;
  private int[] kinds = new int[64];
  private long[] as = new long[64];
  private long[] bs = new long[64];
  private int count;
  private byte[] images = new byte[1024];
  private int imagesEnd;
  private int smallTicks;
  private long writes;
  private long failAt = Long.MAX_VALUE;
  private long failApartAt = Long.MAX_VALUE;
  private boolean failWithError;

  /** Whether before-images are kept. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Switches keeping of before-images; only between ticks. */
  public void setEnabled(boolean enabled) {
    if (count != 0) {
      throw new IllegalStateException("journal is not empty, count=" + count);
    }
    this.enabled = enabled;
  }

  /** State writes since the start; a counter for tests. */
  public long writes() {
    return writes;
  }

  /** Makes the state write with this number (counted as {@link #writes}) fail; for tests. */
  public void failAt(long write) {
    failAt = write;
  }

  /**
   * Makes the same write fail in the next journal that is made {@link #apart}, counted from its
   * start; for tests.
   */
  public void failApartAt(long write) {
    failApartAt = write;
  }

  /** Whether injected failures are {@link InjectedError}s. */
  public void failWithError(boolean error) {
    failWithError = error;
  }

  /** A journal of state beside this one. */
  Journal apart() {
    Journal apart = new Journal();
    apart.failAt = failApartAt;
    apart.failWithError = failWithError;
    return apart;
  }

  /** Hands all future writes to another journal; this one must be between ticks. */
  void joinTo(Journal other) {
    if (count != 0 || !enabled) {
      throw new IllegalStateException("journal is in use, count=" + count);
    }
    joined = other;
  }

  /** Logs that a write of {@code kind} is about to happen and what undoes it. */
  public void log(Owner owner, int kind, long a, long b) {
    if (joined != null) {
      joined.log(owner, kind, a, b);
      return;
    }
    if (++writes >= failAt) {
      failAt = Long.MAX_VALUE;
      throwInjected();
    }
    if (enabled) {
      push(owner, kind, a, b);
    }
  }

  private void throwInjected() {
    if (failWithError) {
      throw new InjectedError(writes);
    }
    throw new InjectedFailure(writes);
  }

  /** Logs the bytes that are about to be overwritten. */
  void image(Owner owner, int kind, long a, byte[] bytes, int offset, int length) {
    if (joined != null) {
      joined.image(owner, kind, a, bytes, offset, length);
      return;
    }
    if (enabled) {
      if (length > images.length - imagesEnd) {
        grow((long) imagesEnd + length);
      }
      System.arraycopy(bytes, offset, images, imagesEnd, length);
    }
    log(owner, kind, a, ((long) imagesEnd << 32) | length);
    if (enabled) {
      imagesEnd += length;
    }
  }

  /** Copies a logged image back. */
  void restore(long image, byte[] bytes, int offset) {
    byte[] images = joined == null ? this.images : joined.images;
    System.arraycopy(images, (int) (image >>> 32), bytes, offset, (int) image);
  }

  /** Logs that a block is no longer used; it is freed when the tick commits. */
  void deferFree(Owner owner, int handle) {
    if (joined != null) {
      joined.deferFree(owner, handle);
      return;
    }
    log(owner, FREE, handle, 0);
    if (!enabled) {
      push(owner, FREE, handle, 0);
    }
  }

  /** Ends the tick: what it wrote stays. */
  public void commit() {
    for (int i = 0; i < count; i++) {
      if (kind(i) == FREE) {
        owner(i).free((int) as[i]);
      }
    }
    clear();
  }

  /** Ends the tick: all that it wrote is undone. */
  public void rollback() {
    for (int i = count - 1; i >= 0; i--) {
      if (kind(i) != FREE) {
        owner(i).undo(kind(i), as[i], bs[i]);
      }
    }
    clear();
  }

  private int kind(int entry) {
    return kinds[entry] & ((1 << KIND_BITS) - 1);
  }

  private Owner owner(int entry) {
    return owners[kinds[entry] >>> KIND_BITS];
  }

  private void clear() {
    Arrays.fill(owners, 0, ownerCount, null);
    ownerCount = 0;
    shrink();
    count = 0;
    imagesEnd = 0;
  }

  /** Gives large arrays back after many ticks in a row that hardly used them. */
  private void shrink() {
    boolean large = kinds.length > KEEP_ENTRIES || images.length > 16 * KEEP_ENTRIES;
    if (!large || count > kinds.length / 8 || imagesEnd > images.length / 8) {
      smallTicks = 0;
    } else if (++smallTicks > KEEP_TICKS) {
      smallTicks = 0;
      owners = new Owner[16];
      kinds = new int[64];
      as = new long[64];
      bs = new long[64];
      images = new byte[1024];
    }
  }

  private void grow(long needed) {
    if (needed > MOST_IMAGE_BYTES) {
      throw new IllegalStateException("a tick may overwrite at most 2 GiB of state");
    }
    images =
        Arrays.copyOf(
            images, (int) Math.min(MOST_IMAGE_BYTES, Math.max(needed, 2L * images.length)));
  }

  private void push(Owner owner, int kind, long a, long b) {
    if (owner.number >= ownerCount || owners[owner.number] != owner) {
      register(owner);
    }
    if (count == kinds.length) {
      // in this order, a failed allocation leaves the test above true
      as = Arrays.copyOf(as, 2 * count);
      bs = Arrays.copyOf(bs, 2 * count);
      kinds = Arrays.copyOf(kinds, 2 * count);
    }
    kinds[count] = owner.number << KIND_BITS | kind;
    as[count] = a;
    bs[count] = b;
    count++;
  }

  private void register(Owner owner) {
    if (ownerCount == owners.length) {
      owners = Arrays.copyOf(owners, 2 * ownerCount);
    }
    owners[ownerCount] = owner;
    owner.number = ownerCount++;
  }
}
