using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace PrivateFed.BrowserTests;

/// <summary>
/// axe, the accessibility checker. It runs inside the page and stays there until the page is left; its own runner opens another page each
/// time.
/// </summary>
internal static class Axe
{
    /// <summary>The rules whose answer depends on width and colours.</summary>
    public static readonly string[] RulesOfLooks =
        ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable", "aria-hidden-focus", "heading-order"];

    private const string Run =
        """
        async rules => {
          if (window.length > 0) {
            throw new Error("This page has frames, and axe looks into none of them.");
          }
          const only = rules.length > 0 ? { runOnly: { type: "rule", values: rules } } : {};
          const { violations } = await axe.run(document, { resultTypes: ["violations"], ...only });
          return violations.map(({ id, help, nodes }) => `${id}: ${help}, ${nodes[0].html}`);
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <param name="page">With scripts allowed.</param>
    /// <param name="rules">Only these are asked; without any, all that axe asks by itself.</param>
    /// <returns>What keeps somebody from using the page as it looks: a rule, what it says, and the first element that breaks it.</returns>
    public static async Task<string[]> Violations(IPage page, params string[] rules)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }
        return await page.EvaluateAsync<string[]>(Run, rules);
    }
}
