<#-- SPDX-License-Identifier: Apache-2.0 -->
/** {@code DISTINCT ON (keys)}, which a tree of Calcite's can only have among a query's hints. */
void DistinctOn(List<SqlNode> hints) :
{
    final Span s;
    final SqlNodeList keys;
}
{
    <DISTINCT> { s = span(); }
    <ON>
    keys = ParenthesizedQueryOrCommaList(ExprContext.ACCEPT_SUB_QUERY)
    {
        hints.add(QueryMark.DISTINCT_ON.createCall(s.end(this), (SqlNode) keys));
    }
}
