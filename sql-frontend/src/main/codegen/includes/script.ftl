<#-- SPDX-License-Identifier: Apache-2.0 -->
<#--
  E() after a statement's first word ends the parser's look-ahead: that word decides, and what is wrong
  after it is reported where it is wrong.
-->
/** A script: statements between semicolons, each with the stretch of text it came from. */
void Script(List<ScriptStatement> statements) :
{
}
{
    [ ScriptStatement(statements) ]
    ( <SEMICOLON> [ ScriptStatement(statements) ] )*
    <EOF>
}

void ScriptStatement(List<ScriptStatement> statements) :
{
    final SqlNode node;
    final Token first;
}
{
    {
        first = getToken(1);
        nDynamicParams = 0;
    }
    node = SqlStmt()
    {
        statements.add(new ScriptStatement(node, stretchFrom(first), nDynamicParams));
    }
}

/** The text from a token to the last one read. */
JAVACODE SqlParserPos stretchFrom(Token first)
{
    return new SqlParserPos(first.beginLine, first.beginColumn, token.endLine, token.endColumn);
}

boolean IfExists() :
{
}
{
    LOOKAHEAD(2)
    <IF> <EXISTS> { return true; }
|
    { return false; }
}

boolean IfNotExists() :
{
}
{
    LOOKAHEAD(2)
    <IF> <NOT> <EXISTS> { return true; }
|
    { return false; }
}

SqlNodeList TableNames() :
{
    final List<SqlNode> names = new ArrayList<SqlNode>();
    SqlIdentifier name;
}
{
    name = CompoundTableIdentifier() { names.add(name); }
    ( <COMMA> name = CompoundTableIdentifier() { names.add(name); } )*
    {
        return new SqlNodeList(names, Span.of(names).pos());
    }
}

/** {@code (key = value, ...)} or {@code (KEY value, ...)}. */
List<StatementOption> Options() :
{
    final List<StatementOption> options = new ArrayList<StatementOption>();
}
{
    <LPAREN>
    Option(options)
    ( <COMMA> Option(options) )*
    <RPAREN>
    {
        return options;
    }
}

void Option(List<StatementOption> options) :
{
    final SqlIdentifier name;
    SqlNode value = null;
}
{
    (
        name = SimpleIdentifier()
    |
        <NULL> { name = new SqlIdentifier("null", getPos()); }
    )
    [ <EQ> ]
    [
        value = Literal()
    |
        value = SimpleIdentifier()
    |
        <ON> { value = new SqlIdentifier("on", getPos()); }
    ]
    {
        options.add(new StatementOption(name, value));
    }
}
