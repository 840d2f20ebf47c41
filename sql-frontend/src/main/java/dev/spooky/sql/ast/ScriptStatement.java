// SPDX-License-Identifier: Apache-2.0
package dev.spooky.sql.ast;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * One statement of a script.
 *
 * @param node what it says
 * @param stretch from its first to its last character in the script, without the semicolon
 * @param parameterCount how many {@code ?} it has
 */
public record ScriptStatement(SqlNode node, SqlParserPos stretch, int parameterCount) {}
