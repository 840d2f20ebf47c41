// SPDX-License-Identifier: Apache-2.0
package dev.spooky.engine;

/** SQL types of columns and parameters. */
public enum SqlType {
  /** {@code Boolean}. */
  BOOLEAN,
  /** {@code Byte}. */
  TINYINT,
  /** {@code Short}. */
  SMALLINT,
  /** {@code Integer}. */
  INTEGER,
  /** {@code Long}. */
  BIGINT,
  /** {@code Float}. */
  REAL,
  /** {@code Double}. */
  DOUBLE,
  /** {@code BigDecimal}, up to 38 digits. */
  DECIMAL,
  /** {@code String}, padded to its length. */
  CHAR,
  /** {@code String}. */
  VARCHAR,
  /** {@code byte[]}, padded to its length. */
  BINARY,
  /** {@code byte[]}. */
  VARBINARY,
  /** {@code LocalDate}. */
  DATE,
  /** {@code LocalTime}, microseconds. */
  TIME,
  /** {@code LocalDateTime}, microseconds. */
  TIMESTAMP,
  /** {@code OffsetDateTime}, microseconds. */
  TIMESTAMP_WITH_TIME_ZONE,
  /** {@code Period}. */
  INTERVAL_YEAR_MONTH,
  /** {@code Duration}. */
  INTERVAL_DAY_TIME,
  /** {@code UUID}. */
  UUID,
  /** {@code List} of the elements' Java types, null for NULL. */
  ARRAY,
  /** The type of a bare NULL. */
  NULL
}
