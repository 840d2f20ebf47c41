// SPDX-License-Identifier: Apache-2.0
/**
 * Values of documents: null, booleans, three kinds of numbers, strings, arrays and objects.
 *
 * <p>Not here: bytes of records ({@code dev.spooky.records}), JSON and CBOR ({@code
 * dev.spooky.records.json}, {@code dev.spooky.records.cbor}).
 *
 * <p>Invariant: values are immutable, and {@code equals}, {@code hashCode} and {@code compareTo}
 * agree: null &lt; booleans &lt; numbers &lt; strings &lt; arrays &lt; objects, numbers by exact
 * mathematical value whatever their kind, strings and keys by unsigned UTF-8 bytes. The kind of a
 * number is kept but is no part of its equality.
 *
 * <p>Start with {@link dev.spooky.records.value.SpookyValue}.
 */
@NullMarked
package dev.spooky.records.value;

import org.jspecify.annotations.NullMarked;
