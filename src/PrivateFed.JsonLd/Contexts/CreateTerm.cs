using System.Text.Json.Nodes;
using PrivateFed.JsonLd.Json;

namespace PrivateFed.JsonLd.Contexts;

/// <summary>Create Term Definition (JSON-LD 1.1 API section 4.2.2).</summary>
internal sealed partial class ContextProcessing
{
    private void CreateTerm(ActiveContext active, LocalContext local, string term)
    {
        // Steps 1 and 2.
        if (local.Defined.TryGetValue(term, out var isDone))
        {
            if (!isDone)
            {
                throw new JsonLdException(JsonLdErrorCode.CyclicIriMapping, "A term is defined by itself.");
            }

            return;
        }

        if (term.Length == 0)
        {
            throw InvalidTerm("A term is the empty string.");
        }

        run.Work(1);
        run.EnterTerm();
        local.Defined[term] = false;
        DefineTerm(active, local, term);
        local.Defined[term] = true;
        run.LeaveTerm();
    }

    /// <summary>Steps 3 to 28.</summary>
    private void DefineTerm(ActiveContext active, LocalContext local, string term)
    {
        var value = local.Entries[term];
        if (term == "@type")
        {
            CheckTypeTerm(value);
        }
        else if (Keywords.Contains(term))
        {
            throw new JsonLdException(JsonLdErrorCode.KeywordRedefinition, "A keyword cannot be redefined.");
        }
        else if (Keywords.HasForm(term))
        {
            return;
        }

        var previous = active.Forget(term, run);

        // Steps 7 to 9.
        var isSimple = Shape.Text(value) is not null;
        var entries = value switch
        {
            null => new JsonObject { ["@id"] = null },
            JsonObject map => map,
            _ when isSimple => new JsonObject { ["@id"] = Shape.Text(value) },
            _ => throw InvalidTerm("A term is defined by something other than an object, a string or null."),
        };

        // Steps 10 to 28.
        var definition = ReadDefinition(active, local, term, entries, isSimple);
        if (definition is not null)
        {
            active.Define(term, Protect(definition, previous, local), run);
        }
    }

    /// <summary>Steps 10 to 26; null for a term to be ignored.</summary>
    private TermDefinition? ReadDefinition(ActiveContext active, LocalContext local, string term, JsonObject entries, bool isSimple)
    {
        var definition = new TermDefinition { IsProtected = ReadTermProtection(entries) ?? local.IsProtected };
        ReadType(definition, active, local, entries);
        var isDefined = entries.ContainsKey("@reverse")
            ? ReadReverse(definition, active, local, entries)
            : ReadId(definition, active, local, term, entries, isSimple);
        if (!isDefined)
        {
            return null;
        }

        ReadContainer(definition, entries);
        ReadIndex(definition, active, local, entries);
        ReadScopedContext(definition, active, local, entries);
        ReadLanguage(definition, entries);
        ReadNest(definition, entries);
        ReadPrefix(definition, term, entries);
        CheckEntries(entries);
        return definition;
    }

    /// <summary>Step 4: @type can only be made a set, and protected.</summary>
    private void CheckTypeTerm(JsonNode? value)
    {
        var isAllowed = !run.Is10
            && value is JsonObject { Count: > 0 } map
            && map.All(entry => entry.Key == "@protected" || (entry.Key == "@container" && Entries.AsTexts(entry.Value) is ["@set"]));
        if (!isAllowed)
        {
            throw new JsonLdException(JsonLdErrorCode.KeywordRedefinition, "@type can only be made a set.");
        }
    }

    /// <summary>Step 11.</summary>
    private bool? ReadTermProtection(JsonObject entries) =>
        ReadProtected(entries, "@protected") is not { } isProtected ? null
        : run.Is10 ? throw InvalidTerm("@protected does not exist in JSON-LD 1.0.")
        : isProtected;

    /// <summary>Step 27: a protected term can only be redefined with the same meaning.</summary>
    private static TermDefinition Protect(TermDefinition definition, TermDefinition? previous, LocalContext local)
    {
        if (local.Settings.OverrideProtected || previous is not { IsProtected: true })
        {
            return definition;
        }

        return definition.SaysTheSameAs(previous)
            ? previous
            : throw new JsonLdException(JsonLdErrorCode.ProtectedTermRedefinition, "A protected term is redefined with another meaning.");
    }

    private static JsonLdException InvalidTerm(string sentence, Exception? cause = null) =>
        new(JsonLdErrorCode.InvalidTermDefinition, sentence, cause);

    private static JsonLdException InvalidMapping(string sentence) => new(JsonLdErrorCode.InvalidIriMapping, sentence);
}
