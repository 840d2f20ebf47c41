// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Decodes UTF-8 and remembers the lines where it is broken, so that whoever reads rows can tell
 * which row that was. A byte order mark at the beginning is left out.
 */
final class Utf8Input extends Reader {
  /** How much of a file is decoded ahead of the row being read. */
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private final Queue<Fault> faults = new ArrayDeque<>();
  private long bytesRead;
  private long line = 1;
  private boolean atEnd;
  private boolean started;

  /** A place where the bytes are no UTF-8. */
  record Fault(long line, long byteOffset) {}

  Utf8Input(InputStream in) {
    this.in = in;
  }

  /** Bytes taken from the file so far. */
  long bytesRead() {
    return bytesRead;
  }

  /** Takes the next fault on or before {@code lastLine}; null for none. */
  @org.jspecify.annotations.Nullable
  Fault takeFault(long lastLine) {
    Fault fault = faults.peek();
    return fault != null && fault.line() <= lastLine ? faults.poll() : null;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    CharBuffer out = CharBuffer.wrap(target, offset, length).slice();
    while (out.position() == 0) {
      if (!bytes.hasRemaining() && atEnd) {
        return -1;
      }
      CoderResult result = decoder.decode(bytes, out, atEnd);
      if (result.isError()) {
        replace(result, out, offset, target);
      } else if (result.isUnderflow() && out.position() == 0) {
        if (atEnd) {
          return -1;
        }
        fill();
      } else if (result.isOverflow() && out.position() == 0) {
        throw new IOException("room for one character cannot take a surrogate pair");
      }
    }
    countLines(target, offset, out.position());
    return dropMark(target, offset, out.position());
  }

  /** Stands a replacement character for broken bytes and remembers the place. */
  private void replace(CoderResult result, CharBuffer out, int offset, char[] target) {
    if (!out.hasRemaining()) {
      return; // comes again with the next call
    }
    long here = line;
    for (int i = offset; i < offset + out.position(); i++) {
      here += target[i] == '\n' ? 1 : 0;
    }
    faults.add(new Fault(here, bytesRead - bytes.remaining()));
    bytes.position(bytes.position() + result.length());
    out.put('\uFFFD');
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (count < 0) {
      atEnd = true;
    } else {
      bytesRead += count;
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
  }

  private void countLines(char[] target, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      if (target[i] == '\n') {
        line++;
      }
    }
  }

  private int dropMark(char[] target, int offset, int count) throws IOException {
    if (started || count == 0) {
      return count;
    }
    started = true;
    if (target[offset] != '\uFEFF') {
      return count;
    }
    System.arraycopy(target, offset + 1, target, offset, count - 1);
    return count > 1 ? count - 1 : read(target, offset, Math.max(count, 1));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
