// SPDX-License-Identifier: Apache-2.0
/**
 * Times and numbers as text after a template: PostgreSQL's to_char, to_date, to_timestamp and
 * to_number.
 *
 * <p>Here: templates, taken apart once ({@link dev.spooky.planner.type.format.TimeTemplate}, {@link
 * dev.spooky.planner.type.format.NumberTemplate}), and what writes and reads by them. Names of
 * months and days are English. Not here: the forms that casts use (package kernel).
 *
 * <p>Invariant: a template is immutable and may be used for any number of values; what cannot be
 * written or read is a {@link dev.spooky.planner.type.kernel.ValueException}.
 *
 * <p>Start reading at {@link dev.spooky.planner.type.format.TimeTemplate}.
 */
@NullMarked
package dev.spooky.planner.type.format;

import org.jspecify.annotations.NullMarked;
