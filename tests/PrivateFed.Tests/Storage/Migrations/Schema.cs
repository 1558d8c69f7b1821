using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using PrivateFed.Storage;
using PrivateFed.Tests.Rig;

namespace PrivateFed.Tests.Storage.Migrations;

/// <summary>Tables, as lines of text that can be compared: columns, keys, indexes and foreign keys, in alphabetical order.</summary>
internal static class Schema
{
    private const string SqliteShape =
        """
        WITH t AS (
            SELECT name FROM sqlite_master
            WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'SearchWords%' AND name NOT LIKE '__EFMigrations%'
        )
        SELECT t.name || '.' || c.name || ' ' || c.type || CASE WHEN c."notnull" THEN '' ELSE ' null' END AS "Value" FROM t, pragma_table_info(t.name) AS c
        UNION ALL
        SELECT 'key of ' || t.name || ' (' || (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_table_info(t.name) WHERE pk > 0 ORDER BY pk)) || ')'
        FROM t
        UNION ALL
        SELECT i.name || ' on ' || t.name || ' (' || (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) || ')'
            || CASE WHEN i."unique" THEN ' unique' ELSE '' END || CASE WHEN i.partial THEN ' filtered' ELSE '' END
        FROM t, pragma_index_list(t.name) AS i WHERE i.origin = 'c'
        UNION ALL
        SELECT t.name || '.' || f."from" || ' -> ' || f."table" || '.' || f."to" || ' ' || f.on_delete FROM t, pragma_foreign_key_list(t.name) AS f
        """;

    private const string PostgresShape =
        """
        WITH t AS (
            SELECT oid, relname::text AS name FROM pg_class
            WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT LIKE '__EFMigrations%'
        ),
        i AS (
            SELECT n.relname::text AS name, t.name AS of, x.indisprimary, x.indisunique, x.indpred IS NOT NULL AS filtered,
                (SELECT string_agg(a.attname, ', ' ORDER BY k.place) FROM unnest(x.indkey) WITH ORDINALITY AS k (number, place)
                    JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.number) AS columns
            FROM pg_index AS x JOIN t ON t.oid = x.indrelid JOIN pg_class AS n ON n.oid = x.indexrelid
        )
        SELECT t.name || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN '' ELSE ' null' END AS "Value"
        FROM t JOIN pg_attribute AS a ON a.attrelid = t.oid WHERE a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT 'key of ' || of || ' (' || columns || ')' FROM i WHERE indisprimary
        UNION ALL
        SELECT name || ' on ' || of || ' (' || columns || ')'
            || CASE WHEN indisunique THEN ' unique' ELSE '' END || CASE WHEN filtered THEN ' filtered' ELSE '' END
        FROM i WHERE NOT indisprimary
        UNION ALL
        SELECT t.name || '.' || a.attname || ' -> ' || p.relname || '.' || b.attname
            || CASE c.confdeltype WHEN 'c' THEN ' CASCADE' WHEN 'n' THEN ' SET NULL' WHEN 'r' THEN ' RESTRICT' ELSE ' NO ACTION' END
        FROM pg_constraint AS c JOIN t ON t.oid = c.conrelid JOIN pg_class AS p ON p.oid = c.confrelid
        CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k (own, other)
        JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.own JOIN pg_attribute AS b ON b.attrelid = c.confrelid AND b.attnum = k.other
        WHERE c.contype = 'f'
        """;

    private const string SqliteDetails =
        """
        SELECT t.name || '.' || c.name || ' default ' || c.dflt_value AS "Value" FROM sqlite_master AS t, pragma_table_info(t.name) AS c
        WHERE t.type = 'table' AND c.dflt_value IS NOT NULL
        UNION ALL
        SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND (type <> 'table' OR sql LIKE 'CREATE VIRTUAL TABLE%')
        UNION ALL
        SELECT name || substr(sql, instr(sql, ' CHECK ('), instr(substr(sql, instr(sql, ' CHECK (')), char(10))) FROM sqlite_master WHERE sql LIKE '% CHECK (%'
        """;

    private const string PostgresDetails =
        """
        SELECT d.adrelid::regclass || '.' || a.attname || ' default ' || pg_get_expr(d.adbin, d.adrelid) AS "Value"
        FROM pg_attrdef AS d JOIN pg_attribute AS a ON a.attrelid = d.adrelid AND a.attnum = d.adnum JOIN pg_class AS t ON t.oid = d.adrelid
        WHERE t.relnamespace = 'public'::regnamespace
        UNION ALL
        SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype = 'c'
        """;

    /// <summary>What stands in the database.</summary>
    public static Task<List<string>> OfDatabaseAsync(HouseDb db) => ReadAsync(db, TestDatabase.IsPostgres ? PostgresShape : SqliteShape);

    /// <summary>What stands in the database and is not of the model, too: defaults, filters, checks, triggers.</summary>
    public static async Task<List<string>> OfDatabaseInDetailAsync(HouseDb db) =>
        [.. await OfDatabaseAsync(db), .. await ReadAsync(db, TestDatabase.IsPostgres ? PostgresDetails : SqliteDetails)];

    /// <summary>What the model wants.</summary>
    public static List<string> OfModel(HouseDb db)
    {
        var tables = db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables;
        return [.. tables.SelectMany(table => (string[])
        [
            .. table.Columns.Select(column => $"{table.Name}.{column.Name} {column.StoreType}{(column.IsNullable ? " null" : "")}"),
            $"key of {table.Name} ({Names(table.PrimaryKey!.Columns)})",
            .. table.Indexes.Select(index =>
                $"{index.Name} on {table.Name} ({Names(index.Columns)}){(index.IsUnique ? " unique" : "")}{(index.Filter is null ? "" : " filtered")}"),
            .. table.ForeignKeyConstraints.SelectMany(key => key.Columns.Zip(key.PrincipalColumns, (own, other) =>
                $"{table.Name}.{own.Name} -> {key.PrincipalTable.Name}.{other.Name} {WhenDeleted(key.OnDeleteAction)}")),
        ]).Order(StringComparer.Ordinal)];
    }

    private static string Names(IEnumerable<IColumn> columns) => string.Join(", ", columns.Select(column => column.Name));

    private static string WhenDeleted(ReferentialAction action) => action switch
    {
        ReferentialAction.Cascade => "CASCADE",
        ReferentialAction.SetNull => "SET NULL",
        ReferentialAction.Restrict => "RESTRICT",
        _ => "NO ACTION",
    };

    private static async Task<List<string>> ReadAsync(HouseDb db, string query) =>
        [.. (await db.Database.SqlQueryRaw<string>(query).ToListAsync()).Order(StringComparer.Ordinal)];
}
