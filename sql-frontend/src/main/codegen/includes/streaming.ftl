<#-- SPDX-License-Identifier: Apache-2.0 -->
SqlNode SubscribeStatement() :
{
    final Span s;
    SqlNode relation;
    SqlNode resume = null;
    boolean snapshot = true;
    boolean progress = false;
    final List<SqlNode> relations = new ArrayList<SqlNode>();
}
{
    <SUBSCRIBE> { s = span(); } E()
    [ <TO> ]
    (
        <LPAREN> relation = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY) <RPAREN>
        { relations.add(relation); }
    |
        relation = CompoundTableIdentifier() { relations.add(relation); }
        ( <COMMA> relation = CompoundTableIdentifier() { relations.add(relation); } )*
    )
    [ <AS> <OF> resume = Literal() ]
    (
        <WITHOUT> <SNAPSHOT> { snapshot = false; }
    |
        <WITH>
        (
            <SNAPSHOT> { snapshot = true; }
        |
            <PROGRESS> { progress = true; }
        )
    )*
    { return new Subscribe(s.end(this), relations, resume, snapshot, progress); }
}

SqlNode ExplainStatement() :
{
    final Span s;
    Explain.Stage stage = Explain.Stage.CIRCUIT;
    Explain.Format format = Explain.Format.TEXT;
    final SqlNode subject;
}
{
    <EXPLAIN> { s = span(); } E()
    [
        LOOKAHEAD(1)
        <PLAN> { stage = Explain.Stage.PLAN; }
    |
        LOOKAHEAD(1)
        <CIRCUIT> { stage = Explain.Stage.CIRCUIT; }
    ]
    [
        LOOKAHEAD(2)
        <FORMAT>
        (
            <TEXT> { format = Explain.Format.TEXT; }
        |
            <DOT_FORMAT> { format = Explain.Format.DOT; }
        )
    ]
    [ <FOR> ]
    (
        LOOKAHEAD({ QueryStart.is(getToken(1)) })
        subject = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    |
        subject = CompoundTableIdentifier()
    )
    { return new Explain(s.end(this), stage, format, subject); }
}
