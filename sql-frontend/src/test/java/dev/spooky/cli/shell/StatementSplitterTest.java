// SPDX-License-Identifier: Apache-2.0
package dev.spooky.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementSplitterTest {
  private static List<String> split(String text) {
    StatementSplitter splitter = new StatementSplitter();
    List<StatementSplitter.Piece> pieces = new ArrayList<>();
    text.lines().forEach(line -> pieces.addAll(splitter.feed(line)));
    pieces.addAll(splitter.end());
    return pieces.stream()
        .map(p -> p.line() + (p.isCommand() ? "!" : ":") + p.text().replace("\n", "/"))
        .toList();
  }

  @Test
  void statements_endAtSemicolons() {
    assertThat(split("select 1; select 2;\nselect\n3;"))
        .containsExactly("1:select 1", "1:select 2", "2:select/3");
  }

  @Test
  void semicolons_inQuotesAndComments_endNothing() {
    assertThat(split("select ';', \"a;b\" -- ;\n, 'it''s;' /* ; /* ; */ ; */ , 1;"))
        .containsExactly("1:select ';', \"a;b\" -- ;/, 'it''s;' /* ; /* ; */ ; */ , 1");
  }

  @Test
  void quote_inComment_opensNothing() {
    assertThat(split("-- don't\nselect 1 -- don't\n;select 2;"))
        .containsExactly("2:select 1 -- don't", "3:select 2");
  }

  @Test
  void commentsAndBlankLines_beforeStatement_areNotPartOfIt() {
    assertThat(split("\n-- what\n/* and\n why */\n  select 1;")).containsExactly("5:select 1");
  }

  @Test
  void commands_standWhereStatementsBegin() {
    assertThat(split("\\d bid\nselect 1;\n  \\q\nselect\n\\x;"))
        .containsExactly("1!\\d bid", "2:select 1", "3!\\q", "4:select/\\x");
  }

  @Test
  void watch_endsStatement() {
    assertThat(split("select 1 \\watch 2")).containsExactly("1:select 1", "1!\\watch 2");
  }

  @Test
  void lastStatement_needsNoSemicolon() {
    assertThat(split("select 1")).containsExactly("1:select 1");
    assertThat(split(";;\n;")).isEmpty();
  }

  @Test
  void open_isWhatNeedsAnotherLine() {
    StatementSplitter splitter = new StatementSplitter();
    assertThat(splitter.isOpen()).isFalse();
    splitter.feed("select 'a");
    assertThat(splitter.isOpen()).isTrue();
    splitter.feed("';");
    assertThat(splitter.isOpen()).isFalse();
    splitter.feed("/* only a comment");
    assertThat(splitter.isOpen()).isTrue();
    splitter.feed("*/");
    assertThat(splitter.isOpen()).isFalse();
  }
}
