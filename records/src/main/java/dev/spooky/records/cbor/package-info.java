// SPDX-License-Identifier: Apache-2.0
/**
 * CBOR (RFC 8949) as nested fields of records use it, straight between values and bytes.
 *
 * <p>Not here: streams and trees of Jackson ({@code dev.spooky.records.json}); whole CBOR documents
 * as records ({@code dev.spooky.records}).
 *
 * <p>Invariant of what is written: definite lengths, map keys are text ascending by UTF-8 bytes
 * each once, integers in their shortest form, doubles always in nine bytes. One value thus has one
 * form. What is read may be any well-formed CBOR; byte strings and tags, which no value can hold,
 * are errors and never become null.
 *
 * <p>Start with {@link dev.spooky.records.cbor.CborWriter}, then {@link
 * dev.spooky.records.cbor.CborReader}.
 */
@NullMarked
package dev.spooky.records.cbor;

import org.jspecify.annotations.NullMarked;
