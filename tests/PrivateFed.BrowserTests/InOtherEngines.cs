using PrivateFed.FederationTests;
using Xunit;

namespace PrivateFed.BrowserTests;

/// <summary>What a family does most, with the browsers of those who have no Chromium: Firefox, and WebKit for iPhones. It is evening there.</summary>
public sealed class InOtherEngines(OtherEngines engines, HouseOfThreeShapes shapes) : IClassFixture<OtherEngines>, IClassFixture<HouseOfThreeShapes>
{
    private const string IsAtHome = "location.pathname === '/' && document.querySelector('article') !== null";

    /// <summary>Nothing is growing or shrinking, so that a tap finds what it is meant for.</summary>
    private const string IsAtRest = "!document.getAnimations().some(one => one.effect.pseudoElement?.startsWith('::view-transition'))";

    private HouseProgram House => shapes.House;

    public static TheoryData<string> Engines => [nameof(Firefox), nameof(WebKitGtk)];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Mara_comes_in_by_a_link_sees_the_photos_goes_and_comes_back_with_her_password(string engine)
    {
        var mara = await engines.Take(engine);
        await mara.Open((await House.Run(["member", "link", "mara"])).Trim());
        await mara.Click("main button.primary");
        await mara.Until("the first page", IsAtHome);
        await mara.Until("photos that have come", "[...document.querySelectorAll('.photos img')].every(photo => { photo.scrollIntoView(); return photo.complete && photo.naturalWidth > 100; })");
        Assert.All(
            await mara.Ask<double[][]>("[...document.querySelectorAll('.photos img')].map(photo => photo.getBoundingClientRect()).map(box => [box.left, box.right])"),
            sides => Assert.True(sides[0] >= -0.5 && sides[1] <= IEngine.Width + 0.5, $"a photo from {sides[0]} to {sides[1]}"));
        await MustStayInside(mara);
        await Look(mara, engine, "home");

        await mara.Open(House.Url("/me"));
        await mara.Click("form[action='/sign-out'] button");
        await mara.Until("the way in", "location.pathname === '/sign-in' && document.querySelector('#password') !== null");
        await SignIn(mara, "mara", HouseProgram.MarasPassword);
        Assert.Equal([], await mara.ScriptErrors());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_photo_is_shown_whole_turns_to_the_next_and_goes_with_the_back_button(string engine)
    {
        var ingrid = await engines.Take(engine);
        await SignIn(ingrid, "ingrid", HouseProgram.IngridsPassword);
        await ingrid.Click(".photos a.tile:has([alt='Shape 1'])");
        for (var number = 1; number <= HouseOfThreeShapes.Shapes.Length; number++)
        {
            var (width, height) = HouseOfThreeShapes.Shapes[number - 1];
            await ingrid.Until($"photo {number}", $"document.querySelector('dialog.large .bar')?.textContent.includes('{number} of 3') && Math.abs(((photo) => photo.naturalWidth / photo.naturalHeight)(document.querySelector('dialog.large .stage img')) - {width} / {height}) < 0.1 && {IsAtRest}");
            TheLargeView.MustFit(
                "dialog.large", await ingrid.Ask<double[][]>(TheLargeView.Boxes("dialog.large")), IEngine.Width, IEngine.Height);
            await Look(ingrid, engine, $"large-{number}");
            if (number < HouseOfThreeShapes.Shapes.Length)
            {
                await ingrid.Click("dialog.large .turn.next");
            }
        }

        await ingrid.Ask<bool>("history.back() === undefined");
        await ingrid.Until("the page below", $"document.querySelector('dialog.large') === null && {IsAtHome}");
        Assert.Empty(await ingrid.ScriptErrors());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Mara_shares_a_photo_with_her_words(string engine)
    {
        var mara = await engines.Take(engine);
        await SignIn(mara, "mara", HouseProgram.MarasPassword);
        await mara.Open(House.Url("/write"));
        await mara.Choose("#files", TestRun.Birthday);
        await mara.Until("the photo's tile", "document.querySelector('figure[data-photo] img')?.naturalWidth > 0");
        await mara.Type("#text", $"Eight candles, seen with {engine}.");
        await MustStayInside(mara);
        await Look(mara, engine, "write");

        await mara.Click("#share");

        await mara.Until("the post", $"{IsAtHome} && document.querySelector('article').textContent.includes('seen with {engine}.')");
        await mara.Until("its photo", "document.querySelector('article .photos img')?.naturalWidth > 100");
        Assert.Equal([], await mara.ScriptErrors());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task No_page_has_a_script_error_or_is_wider_than_the_screen(string engine)
    {
        var mara = await engines.Take(engine);
        await SignIn(mara, "mara", HouseProgram.MarasPassword);
        foreach (var page in new[] { "/", "/write", "/albums", "/news", "/family", "/search", "/me", "/posts/not-there" })
        {
            await mara.Open(House.Url(page));
            await MustStayInside(mara);
            Assert.Equal([], await mara.ScriptErrors());
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_house_is_dark_on_the_screen_and_light_on_paper(string engine)
    {
        var mara = await engines.Take(engine);
        await SignIn(mara, "mara", HouseProgram.MarasPassword);
        Assert.Equal(await Colour(mara, "var(--dark-paper)"), await Colour(mara, "var(--paper)"));
        Assert.NotEqual("none", await mara.Ask<string>("getComputedStyle(document.querySelector('.dock')).display"));

        await LayPrintOverScreen(mara);

        Assert.Equal(await Colour(mara, "white"), await Colour(mara, "var(--paper)"));
        Assert.Equal("none", await mara.Ask<string>("getComputedStyle(document.querySelector('.dock')).display"));
        await Look(mara, engine, "print");
        Assert.Equal([], await mara.ScriptErrors());
    }

    private async Task SignIn(IEngine phone, string handle, string password)
    {
        await phone.Open(House.Url("/sign-in"));
        if (await phone.Ask<bool>("document.querySelector('#handle') !== null"))
        {
            await phone.Type("#handle", handle);
        }

        await phone.Type("#password", password);
        await phone.Click("#sign-in button:not([type])");
        await phone.Until("the first page", $"{IsAtHome} && document.readyState === 'complete'");
    }

    private static async Task MustStayInside(IEngine phone) => Assert.Equal(IEngine.Width, await phone.Ask<int>("document.documentElement.scrollWidth"));

    /// <summary>The page's colour as the browser paints it.</summary>
    private static Task<string> Colour(IEngine phone, string colour) => phone.Ask<string>(
        $"(style => {{ style.color = '{colour}'; const painted = getComputedStyle(document.body).color; style.color = ''; return painted; }})(document.body.style)");

    /// <summary>WebKit's driver can't print, so the rules for paper are made to count on the screen: their cascade is the browser's own.</summary>
    private static Task LayPrintOverScreen(IEngine phone) => phone.Ask<bool>(
        """
        (function lay(rules) {
          for (const rule of rules) {
            if (rule.media?.mediaText === "print") {
              rule.media.mediaText = "all";
            } else {
              lay(rule.cssRules ?? []);
            }
          }
          return true;
        })([...document.styleSheets].flatMap(sheet => [...sheet.cssRules]))
        """);

    private static Task Look(IEngine phone, string engine, string name) => TestRun.WantsScreenshots
        ? phone.Picture(Path.Combine(TestRun.Artifacts, "screenshots", $"{engine}-{name}.png".ToLowerInvariant()))
        : Task.CompletedTask;
}
