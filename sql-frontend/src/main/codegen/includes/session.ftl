<#-- SPDX-License-Identifier: Apache-2.0 -->
SqlNode BeginStatement() :
{
    final Span s;
    BeginTransaction.Isolation isolation = null;
    Boolean readOnly = null;
}
{
    (
        <BEGIN> { s = span(); } [ <TRANSACTION> | <WORK> ]
    |
        <START> { s = span(); } E() <TRANSACTION>
    )
    [
        <ISOLATION> <LEVEL>
        (
            <SERIALIZABLE> { isolation = BeginTransaction.Isolation.SERIALIZABLE; }
        |
            <REPEATABLE> <READ> { isolation = BeginTransaction.Isolation.REPEATABLE_READ; }
        |
            LOOKAHEAD(2)
            <READ> <COMMITTED> { isolation = BeginTransaction.Isolation.READ_COMMITTED; }
        |
            <READ> <UNCOMMITTED> { isolation = BeginTransaction.Isolation.READ_UNCOMMITTED; }
        )
        [ <COMMA> ]
    ]
    [
        <READ>
        ( <ONLY> { readOnly = true; } | <WRITE> { readOnly = false; } )
    ]
    {
        return new BeginTransaction(s.end(this), isolation, readOnly);
    }
}

SqlNode CommitStatement() :
{
    final Span s;
}
{
    <COMMIT> { s = span(); } E() [ <TRANSACTION> | <WORK> ]
    { return new CommitTransaction(s.end(this)); }
}

SqlNode RollbackStatement() :
{
    final Span s;
    SqlIdentifier savepoint = null;
}
{
    <ROLLBACK> { s = span(); } E() [ <TRANSACTION> | <WORK> ]
    [ <TO> [ LOOKAHEAD(2) <SAVEPOINT> ] savepoint = SimpleIdentifier() ]
    { return new RollbackTransaction(s.end(this), savepoint); }
}

SqlNode SavepointStatement() :
{
    final Span s;
    final SqlIdentifier name;
}
{
    <SAVEPOINT> { s = span(); } E() name = SimpleIdentifier()
    { return new SetSavepoint(s.end(this), name); }
}

SqlNode ReleaseStatement() :
{
    final Span s;
    final SqlIdentifier name;
}
{
    <RELEASE> { s = span(); } E() [ LOOKAHEAD(2) <SAVEPOINT> ] name = SimpleIdentifier()
    { return new ReleaseSavepoint(s.end(this), name); }
}

SqlNode SetStatement() :
{
    final Span s;
    final SqlIdentifier name;
    SqlNode value = null;
}
{
    <SET> { s = span(); } E()
    (
        LOOKAHEAD(2)
        { final Span t; }
        <TRANSACTION> { t = span(); }
        (
            <ISOLATION> <LEVEL> value = IsolationLevel()
            { name = new SqlIdentifier("transaction_isolation", t.end(this)); }
        |
            <READ>
            (
                <ONLY> { value = new SqlIdentifier("on", getPos()); }
            |
                <WRITE> { value = new SqlIdentifier("off", getPos()); }
            )
            { name = new SqlIdentifier("transaction_read_only", t.end(this)); }
        )
    |
        LOOKAHEAD(2)
        name = TimeZoneVariable()
        ( <DEFAULT_> | value = SettingValue() )
    |
        LOOKAHEAD({ getToken(1).kind == SCHEMA && getToken(2).kind != EQ && getToken(2).kind != TO })
        <SCHEMA> { name = new SqlIdentifier("search_path", getPos()); }
        ( <DEFAULT_> | value = SettingValue() )
    |
        name = CompoundIdentifier()
        ( <EQ> | <TO> )
        ( <DEFAULT_> | value = SettingValues() )
    )
    { return new SetVariable(s.end(this), name, value); }
}

SqlNode IsolationLevel() :
{
    final String level;
}
{
    (
        <SERIALIZABLE> { level = "serializable"; }
    |
        <REPEATABLE> <READ> { level = "repeatable read"; }
    |
        LOOKAHEAD(2)
        <READ> <COMMITTED> { level = "read committed"; }
    |
        <READ> <UNCOMMITTED> { level = "read uncommitted"; }
    )
    { return SqlLiteral.createCharString(level, getPos()); }
}

SqlIdentifier TimeZoneVariable() :
{
    final Span s;
}
{
    <TIME> { s = span(); } <ZONE>
    { return new SqlIdentifier("timezone", s.end(this)); }
}

/** One value, or several as a list. */
SqlNode SettingValues() :
{
    SqlNode value;
    final List<SqlNode> values = new ArrayList<SqlNode>();
}
{
    value = SettingValue() { values.add(value); }
    ( <COMMA> value = SettingValue() { values.add(value); } )*
    { return values.size() == 1 ? value : new SqlNodeList(values, Span.of(values).pos()); }
}

SqlNode SettingValue() :
{
    final SqlNode value;
}
{
    (
        value = Literal()
    |
        value = CompoundIdentifier()
    |
        <ON> { value = new SqlIdentifier("on", getPos()); }
    )
    { return value; }
}

SqlNode ResetStatement() :
{
    final Span s;
    final SqlIdentifier name;
}
{
    <RESET> { s = span(); } E()
    (
        LOOKAHEAD(2)
        name = TimeZoneVariable()
    |
        name = CompoundIdentifier()
    )
    { return new SetVariable(s.end(this), name, null); }
}

SqlNode CancelStatement() :
{
    final Span s;
    final SqlNode what;
}
{
    <CANCEL> { s = span(); } E()
    (
        <SESSION> what = UnsignedNumericLiteral()
    |
        [ <MATERIALIZED> ] <VIEW> what = CompoundTableIdentifier()
    )
    { return new Cancel(s.end(this), what); }
}

SqlNode ShowStatement() :
{
    final Span s;
    final SqlIdentifier name;
}
{
    <SHOW> { s = span(); } E()
    (
        LOOKAHEAD(2)
        name = TimeZoneVariable()
    |
        <ALL> { name = new SqlIdentifier("all", getPos()); }
    |
        name = CompoundIdentifier()
    )
    { return new ShowVariable(s.end(this), name); }
}
