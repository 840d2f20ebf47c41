<#-- SPDX-License-Identifier: Apache-2.0 -->
SqlNode TruncateStatement() :
{
    final Span s;
    final SqlNodeList names;
}
{
    <TRUNCATE> { s = span(); } E()
    [ <TABLE> ]
    names = TableNames()
    {
        return new TruncateTables(s.end(this), names);
    }
}

SqlNode InsertStatement() :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    SqlNodeList columns = null;
    SqlNode source = null;
    OnConflict conflict = null;
}
{
    <INSERT> { s = span(); } E()
    <INTO> table = CompoundTableIdentifier()
    [ <AS> alias = SimpleIdentifier() ]
    [ LOOKAHEAD(2) columns = ParenthesizedSimpleIdentifierList() ]
    (
        <DEFAULT_> <VALUES>
    |
        source = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    )
    [ conflict = ConflictClause() ]
    RefuseReturning()
    {
        return new Insert(s.end(this), table, alias, columns, source, conflict);
    }
}

OnConflict ConflictClause() :
{
    final Span s;
    SqlNodeList target = SqlNodeList.EMPTY;
    final SqlNodeList columns = new SqlNodeList(SqlParserPos.ZERO);
    final SqlNodeList values = new SqlNodeList(SqlParserPos.ZERO);
    SqlNode where = null;
}
{
    <ON> { s = span(); } <CONFLICT>
    [ target = ParenthesizedSimpleIdentifierList() ]
    <DO>
    (
        <NOTHING>
        { return OnConflict.doNothing(s.end(this), target); }
    |
        <UPDATE> <SET>
        Assignment(columns, values)
        ( <COMMA> Assignment(columns, values) )*
        [ where = Where() ]
        { return OnConflict.doUpdate(s.end(this), target, columns, values, where); }
    )
}

/** {@code column = expression} or {@code column = DEFAULT}. */
void Assignment(SqlNodeList columns, SqlNodeList values) :
{
    final SqlIdentifier column;
    final SqlNode value;
}
{
    column = SimpleIdentifier()
    <EQ>
    (
        value = Default()
    |
        value = Expression(ExprContext.ACCEPT_SUB_QUERY)
    )
    {
        columns.add(column);
        values.add(value);
    }
}

SqlNode UpdateStatement() :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    final SqlNodeList columns = new SqlNodeList(SqlParserPos.ZERO);
    final SqlNodeList values = new SqlNodeList(SqlParserPos.ZERO);
    SqlNode where = null;
}
{
    <UPDATE> { s = span(); } E()
    table = CompoundTableIdentifier()
    [ [ <AS> ] alias = SimpleIdentifier() ]
    <SET>
    Assignment(columns, values)
    ( <COMMA> Assignment(columns, values) )*
    [
        <FROM> {
            throw SpookySqlException.unsupported("UPDATE ... FROM", getPos(),
                "use a scalar sub-query in SET and EXISTS in WHERE");
        }
    ]
    [ where = Where() ]
    RefuseReturning()
    {
        return new SqlUpdate(s.end(this), table, columns, values, where, null, alias);
    }
}

SqlNode DeleteStatement() :
{
    final Span s;
    final SqlIdentifier table;
    SqlIdentifier alias = null;
    SqlNode where = null;
}
{
    <DELETE> { s = span(); } E()
    <FROM> table = CompoundTableIdentifier()
    [ [ <AS> ] alias = SimpleIdentifier() ]
    [
        <USING> {
            throw SpookySqlException.unsupported("DELETE ... USING", getPos(),
                "use EXISTS or IN with a sub-query in WHERE");
        }
    ]
    [ where = Where() ]
    RefuseReturning()
    {
        return new SqlDelete(s.end(this), table, where, null, alias);
    }
}

void RefuseReturning() :
{
}
{
    [
        <RETURNING> {
            throw SpookySqlException.unsupported("RETURNING", getPos(),
                "read the rows with SELECT in the same transaction");
        }
    ]
}

SqlNode CopyStatement() :
{
    final Span s;
    final SqlNode relation;
    SqlNodeList columns = null;
    final SqlNode query;
    final SqlNode file;
    final List<StatementOption> options;
}
{
    <COPY> { s = span(); } E()
    (
        <LPAREN> query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) <RPAREN>
        <TO> file = StringLiteral()
        options = CopyOptions()
        { return new CopyTo(s.end(this), query, null, file, options); }
    |
        relation = CompoundTableIdentifier()
        [ columns = ParenthesizedSimpleIdentifierList() ]
        (
            <FROM> file = StringLiteral()
            options = CopyOptions()
            { return new CopyFrom(s.end(this), (SqlIdentifier) relation, columns, file, options); }
        |
            <TO> file = StringLiteral()
            options = CopyOptions()
            { return new CopyTo(s.end(this), relation, columns, file, options); }
        )
    )
}

List<StatementOption> CopyOptions() :
{
    List<StatementOption> options = ImmutableList.of();
}
{
    [ [ <WITH> ] options = Options() ]
    { return options; }
}
