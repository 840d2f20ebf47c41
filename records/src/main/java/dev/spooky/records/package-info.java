// SPDX-License-Identifier: Apache-2.0
/**
 * SpookyRecord: self-describing binary documents, read in place and changed in place.
 *
 * <p>Not here: the values ({@code .value}), nested bytes ({@code .cbor}), JSON ({@code .json}),
 * packed rows of circuits ({@code .row}) and the way between those and records ({@code .bridge}).
 *
 * <p>Invariant of every record that this package writes: index entries ascend by unsigned name
 * hash, data lies back to back in index order, and each tag has its length. Foreign bytes may break
 * it: a {@link dev.spooky.records.SpookyRecord} over them reads what is well-formed and raises
 * {@link dev.spooky.records.error.RecordException} for the rest, never looking outside its bytes; a
 * {@link dev.spooky.records.SpookyRecordMut} takes only bytes that keep it.
 *
 * <p>Start with {@link dev.spooky.records.RecordFormat} for the bytes, then {@link
 * dev.spooky.records.RecordReader}.
 */
@NullMarked
package dev.spooky.records;

import org.jspecify.annotations.NullMarked;
