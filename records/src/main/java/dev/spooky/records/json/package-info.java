// SPDX-License-Identifier: Apache-2.0
/**
 * The way between values, records and Jackson: trees, parsers and generators.
 *
 * <p>Not here: the core read and write path, which knows no Jackson type; CBOR documents, which
 * {@link dev.spooky.records.RecordCborReader} reads by stricter rules than Jackson's parser (that
 * parser passes over tags and takes simple values for integers).
 *
 * <p>Invariant of numbers: an integer that fits a signed 64-bit integer is I64, else one that fits
 * unsigned is U64, everything else is F64; {@code 1.0} is F64. A double that is not finite is
 * written to JSON as null. Duplicate names: the last wins.
 *
 * <p>Start with {@link dev.spooky.records.json.JsonRecords} for records, {@link
 * dev.spooky.records.json.JsonValues} for values.
 */
@NullMarked
package dev.spooky.records.json;

import org.jspecify.annotations.NullMarked;
