// SPDX-License-Identifier: Apache-2.0
package dev.spooky.runtime.storage;

import dev.spooky.records.row.Bytes;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;

/**
 * Blocks of bytes in pages of at most 64 KiB, addressed by int handles, freed by size class.
 *
 * <pre>
 *   handle = page (21 bits) | slot (10 bits)      byte offset = slot * stride(page)
 * </pre>
 *
 * <p>All blocks of a page have one size, the page's stride: multiples of 8 up to 128, then four
 * steps per power of two; a block above 32 KiB has a page of its own. A size class starts with a
 * small page and doubles, so that a small state costs little. Blocks are journalled: {@link #edit}
 * logs a before-image, {@link #free} takes effect when the tick commits.
 *
 * <p>Pins: {@link #pin} gives an immutable image in O(pages); the writer copies a page before its
 * first change after a pin. A dropped pin needs no release.
 */
public final class Arena extends Journal.Owner {
  private static final int SLOT_BITS = 10;
  private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
  private static final int MAX_PAGES = 1 << 21;
  private static final int PAGE_BYTES = 1 << 16;
  private static final int LARGEST_SHARED = 1 << 15;
  private static final int CLASSES = 16 + 4 * 8 + 1;
  private static final int ALLOCATED = 0;
  private static final int IMAGE = 1;
  private static final byte[] NO_PAGE = new byte[0];

  /** An immutable image of the pages at one moment; may be read on any thread. */
  public static final class Pin {
    private final byte[][] pages;
    private final int[] strides;
    private final int[] used;
    private final AtomicLong left;
    private final long leftBefore;

    private Pin(Arena arena) {
      this.pages = Arrays.copyOf(arena.pages, arena.pageCount);
      this.strides = Arrays.copyOf(arena.strides, arena.pageCount);
      this.used = Arrays.copyOf(arena.used, arena.pageCount);
      this.left = arena.leftBytes;
      this.leftBefore = left.get();
    }

    /** Bytes of pages that the arena no longer has and that may live on in this image; at most. */
    public long keptBytes() {
      return left.get() - leftBefore;
    }

    /** Lets go of a page, which is not read any more. */
    public void drop(int index) {
      pages[index] = NO_PAGE;
    }

    /** Number of pages. */
    public int pageCount() {
      return pages.length;
    }

    /** The bytes of a page. */
    public byte[] page(int index) {
      return pages[index];
    }

    /** Size in bytes of a page's blocks. */
    public int stride(int index) {
      return strides[index];
    }

    /** Number of a page's slots that were ever used; freed ones among them. */
    public int used(int index) {
      return used[index];
    }

    /** The handle of a block. */
    public int handle(int index, int slot) {
      return index << SLOT_BITS | slot;
    }
  }

  private final Journal journal;
  private byte[][] pages = new byte[4][];
  private int[] strides = new int[4];
  private int[] used = new int[4];
  private int[] pinnedEpoch = new int[4];
  private int pageCount;
  private int epoch;
  private final int[] openPage = new int[CLASSES];
  private final IntArrayList[] freeSlots = new IntArrayList[CLASSES];
  private final IntArrayList freePages = new IntArrayList();
  private long liveBytes;
  private long pageBytes;
  private final AtomicLong leftBytes = new AtomicLong();

  /** An empty arena whose writes {@code journal} logs. */
  public Arena(Journal journal) {
    this.journal = journal;
    Arrays.fill(openPage, -1);
  }

  /** The page that holds a block, for reading. */
  public byte[] page(int handle) {
    return pages[handle >>> SLOT_BITS];
  }

  /** Where a block starts in its page. */
  public int offset(int handle) {
    return (handle & SLOT_MASK) * strides[handle >>> SLOT_BITS];
  }

  /** Bytes that a block has room for: at least what was asked for. */
  public int capacity(int handle) {
    return strides[handle >>> SLOT_BITS];
  }

  /** Bytes of live blocks, by their size class. */
  public long liveBytes() {
    return liveBytes;
  }

  /** Bytes of all pages. */
  public long pageBytes() {
    return pageBytes;
  }

  /**
   * Makes {@code length} bytes from {@code from} of a block writable, logging what they hold, and
   * returns the page.
   */
  public byte[] edit(int handle, int from, int length) {
    byte[] page = writable(handle);
    int offset = offset(handle) + from;
    journal.image(this, IMAGE, ((long) handle << 32) | from, page, offset, length);
    return page;
  }

  /** The page of a block allocated or already logged in this tick, for writing. */
  public byte[] writable(int handle) {
    int index = handle >>> SLOT_BITS;
    if (pinnedEpoch[index] != epoch) {
      leftBytes.addAndGet(pages[index].length);
      pages[index] = pages[index].clone();
      pinnedEpoch[index] = epoch;
    }
    return pages[index];
  }

  /** Allocates a block; its bytes are not cleared. */
  public int allocate(int bytes) {
    int sizeClass = sizeClass(bytes);
    IntArrayList free = freeSlots[sizeClass];
    int handle;
    if (free != null && !free.isEmpty()) {
      handle = free.removeAtIndex(free.size() - 1);
    } else {
      handle = sizeClass == CLASSES - 1 ? newPage((bytes + 7) & ~7, 1) : bump(sizeClass);
    }
    liveBytes += capacity(handle);
    try {
      journal.log(this, ALLOCATED, handle, 0);
    } catch (RuntimeException | Error e) {
      free(handle);
      throw e;
    }
    writable(handle);
    return handle;
  }

  /** Gives a block back when the tick commits; until then it can be read and undone. */
  public void release(int handle) {
    journal.deferFree(this, handle);
  }

  @Override
  public void undo(int kind, long a, long b) {
    if (kind == ALLOCATED) {
      // a Z-set's scan takes a block whose first word is not zero for a row
      Bytes.putInt(writable((int) a), offset((int) a), 0);
      free((int) a);
    } else {
      int handle = (int) (a >>> 32);
      journal.restore(b, writable(handle), offset(handle) + (int) a);
    }
  }

  @Override
  public void free(int handle) {
    int index = handle >>> SLOT_BITS;
    liveBytes -= strides[index];
    if (strides[index] > LARGEST_SHARED) {
      pageBytes -= pages[index].length;
      leftBytes.addAndGet(pages[index].length);
      pages[index] = NO_PAGE;
      strides[index] = 0;
      used[index] = 0;
      freePages.add(index);
      return;
    }
    int sizeClass = sizeClass(strides[index]);
    IntArrayList free = freeSlots[sizeClass];
    if (free == null) {
      free = new IntArrayList();
      freeSlots[sizeClass] = free;
    }
    free.add(handle);
  }

  /** An image of all pages as they are now. Only between ticks. */
  public Pin pin() {
    epoch++;
    return view();
  }

  /** The pages as they are now, valid until the next write. */
  public Pin view() {
    return new Pin(this);
  }

  private int bump(int sizeClass) {
    int index = openPage[sizeClass];
    if (index >= 0 && used[index] < pages[index].length / strides[index]) {
      return (index << SLOT_BITS) | used[index]++;
    }
    int stride = stride(sizeClass);
    int most = Math.max(1, Math.min(SLOT_MASK + 1, PAGE_BYTES / stride - 1));
    int slots = index < 0 ? Math.min(most, Math.max(1, 256 / stride)) : 2 * used[index];
    int handle = newPage(stride, Math.min(most, slots));
    openPage[sizeClass] = handle >>> SLOT_BITS;
    return handle;
  }

  private int newPage(int stride, int slots) {
    int index;
    if (freePages.isEmpty()) {
      index = pageCount;
      if (index == MAX_PAGES) {
        throw new IllegalStateException("an arena holds at most " + MAX_PAGES + " pages");
      }
      if (index == pages.length) {
        pages = Arrays.copyOf(pages, 2 * index);
        strides = Arrays.copyOf(strides, 2 * index);
        used = Arrays.copyOf(used, 2 * index);
        pinnedEpoch = Arrays.copyOf(pinnedEpoch, 2 * index);
      }
      pages[index] = new byte[stride * slots];
      pageCount++;
    } else {
      index = freePages.getLast();
      pages[index] = new byte[stride * slots];
      freePages.removeAtIndex(freePages.size() - 1);
    }
    strides[index] = stride;
    used[index] = 1;
    pinnedEpoch[index] = epoch;
    pageBytes += pages[index].length;
    return index << SLOT_BITS;
  }

  private static int sizeClass(int bytes) {
    if (bytes <= 128) {
      return Math.max(0, (bytes + 7) / 8 - 1);
    }
    if (bytes > LARGEST_SHARED) {
      return CLASSES - 1;
    }
    int power = 31 - Integer.numberOfLeadingZeros(bytes - 1); // bytes is in (2^power, 2^(power+1)]
    int step = (bytes - 1 - (1 << power)) >>> (power - 2);
    return 16 + 4 * (power - 7) + step;
  }

  private static int stride(int sizeClass) {
    if (sizeClass < 16) {
      return 8 * (sizeClass + 1);
    }
    int power = 7 + (sizeClass - 16) / 4;
    return (1 << power) + (((sizeClass - 16) % 4) + 1) * (1 << (power - 2));
  }
}
