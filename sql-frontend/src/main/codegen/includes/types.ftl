<#-- SPDX-License-Identifier: Apache-2.0 -->
/**
 * Names of types beyond the standard's. Timestamps are here too, because a TIMESTAMP WITH TIME ZONE is an instant,
 * kept in UTC, and Calcite calls that one LOCAL.
 */
SqlTypeNameSpec ExtraTypeName() :
{
    final SqlTypeName type;
    final Span s;
    int precision = -1;
    boolean zoned = false;
}
{
    (
        ( <TEXT> | <STRING> ) { type = SqlTypeName.VARCHAR; }
    |
        <BYTEA> { type = SqlTypeName.VARBINARY; }
    |
        <BOOL> { type = SqlTypeName.BOOLEAN; }
    |
        <INT2> { type = SqlTypeName.SMALLINT; }
    |
        <INT4> { type = SqlTypeName.INTEGER; }
    |
        <INT8> { type = SqlTypeName.BIGINT; }
    |
        <FLOAT4> { type = SqlTypeName.REAL; }
    |
        <FLOAT8> { type = SqlTypeName.DOUBLE; }
    )
    { return new SqlBasicTypeNameSpec(type, getPos()); }
|
    <TIMESTAMPTZ> { s = span(); }
    precision = PrecisionOpt()
    {
        return new SqlBasicTypeNameSpec(
            SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, precision, s.end(this));
    }
|
    <TIMESTAMP> { s = span(); }
    precision = PrecisionOpt()
    [
        LOOKAHEAD(3)
        <WITHOUT> <TIME> <ZONE>
    |
        LOOKAHEAD(3)
        <WITH> [ <LOCAL> ] <TIME> <ZONE> { zoned = true; }
    ]
    {
        return new SqlBasicTypeNameSpec(
            zoned ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE : SqlTypeName.TIMESTAMP,
            precision, s.end(this));
    }
}

/** {@code expression :: type}, which is a CAST and nothing else. */
void InfixCastExpression(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlDataTypeSpec type;
}
{
    <INFIX_CAST> {
        checkNonQueryExpression(exprContext);
        s.clear().add(this);
    }
    type = DataType() {
        list.add(new SqlParserUtil.ToTreeListItem(InfixCast.OPERATOR, s.pos()));
        list.add(type);
    }
}

/** {@code expression ~ pattern}, and its like. */
void RegexExpression(List<Object> list, ExprContext exprContext, Span s) :
{
    final SqlOperator operator;
}
{
    (
        <REGEX_MATCHES> { operator = RegexOperator.MATCHES; }
    |
        <REGEX_MATCHES_ANY_CASE> { operator = RegexOperator.MATCHES_ANY_CASE; }
    |
        <REGEX_FAILS> { operator = RegexOperator.FAILS; }
    |
        <REGEX_FAILS_ANY_CASE> { operator = RegexOperator.FAILS_ANY_CASE; }
    )
    {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(operator, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** {@code time AT TIME ZONE zone}. */
void AtTimeZoneExpression(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <AT> {
        checkNonQueryExpression(exprContext);
        s.clear().add(this);
    }
    <TIME> <ZONE> {
        list.add(new SqlParserUtil.ToTreeListItem(AtTimeZone.OPERATOR, s.end(this)));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}
