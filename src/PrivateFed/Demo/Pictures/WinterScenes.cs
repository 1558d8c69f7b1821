namespace PrivateFed.Demo.Pictures;

/// <summary>Photos taken in snow, frost and long evenings.</summary>
internal static class WinterScenes
{
    private static readonly string[] RedWall = ["#a2473a", "#6e2b26"];
    private static readonly string[] LitPane = ["#fff0bd", "#ffc765", "#f59a3c"];

    public static byte[] HouseInNovember()
    {
        var canvas = new Canvas(1_200, 800, 1);
        Sky.Draw(canvas, 560, "#93a7bf", "#cfd3d8", "#f0dccb", "#f8e3c8");
        Sky.Clouds(canvas, 500, "#fff4ea", 0.6);
        Hills.Wood(canvas, 500, 90, canvas.Down("#7c8790", "#a5a39f"), 600, 24);
        canvas.EndPlane(5);
        Hills.Ridge(canvas, 560, 12, 0.4, canvas.Down("#a8986c", "#5c5a3c"), Filters.Bumps);
        Light.Patch(canvas, 640, 600, 420, 40, "#1c1a10", 0.6);
        Buildings.House(canvas, 380, 598, 520, ["#b24c3e", "#7c322b"], ["#5c5350", "#8a7d76"], ["#b9c8d6", "#6f8296", "#f3c98a"],
            "#f4efe6");
        Things.Path(canvas, 545, 598, -60, 210, "#b9a98c", "#7d7058", Filters.Bumps);
        canvas.EndPlane();
        Trees.Bare(canvas, 250, 620, 120, 1.62, 13, "#5a4a44");
        Trees.Bare(canvas, 1010, 640, 140, 1.5, 16, "#4c3e3a");
        Trees.Grass(canvas, 700, 44, 420, "#8a7c4e", "#b7a56c", "#5e5a38");
        return canvas.Jpeg(0.25, blur: 1.2);
    }

    public static byte[] BoyOnTheIce()
    {
        var canvas = new Canvas(1_200, 800, 2);
        Sky.Draw(canvas, 380, "#7fa3cb", "#c7d7e6", "#fbe6cf");
        Sky.Sun(canvas, 930, 210, 17, "#ffdc9c");
        Hills.Wood(canvas, 350, 70, canvas.Down("#6c8299", "#a9b6c2"), 390, 20);
        canvas.EndPlane(6);
        Water.Draw(canvas, 375, "#f2e8dc", "#c2d3e2", "#7f9cba");
        canvas.Add($"<rect y='375' width='1200' height='425' fill='#ffffff' fill-opacity='0.4' {Filters.Glints}/>");
        Light.Patch(canvas, 930, 520, 260, 130, "#fff0d0", 0.7);
        for (var i = 0; i < 26; i++)
        {
            var (x, y) = (canvas.Choose(-100, 1_200), canvas.Choose(420, 800));
            canvas.Line(
                $"""
                M{x:0} {y:0}q{canvas.Choose(60, 300):0} {canvas.Choose(-60, 10):0} {canvas.Choose(240, 500):0} {canvas.Choose(-20, 40):0}
                """, "#ffffff", 2, "stroke-opacity='0.5'");
        }
        Light.Patch(canvas, 450, 700, 180, 26, "#20344e", 0.5);
        var skater = new Clothes(["#e9b53c", "#c0841e"], ["#3b4d72", "#212e4c"], ["#d6523e", "#9c2f26"]) { Hat = true };
        Figures.Stand(canvas, 560, 690, 360, 0.23, skater, (66, 58), 0.2);
        return canvas.Jpeg(-0.1);
    }

    public static byte[] MarksOnTheIce()
    {
        var canvas = new Canvas(900, 1_200, 3);
        canvas.Rectangle(0, 0, 900, 1_200, canvas.Down("#dfe8ee", "#9dbad0", "#547a9c"), Filters.Bumps);
        canvas.Add($"<rect width='900' height='1200' fill='#ffffff' fill-opacity='0.5' {Filters.Clouds}/>");
        canvas.EndPlane(3);
        for (var i = 0; i < 40; i++)
        {
            var (x, y) = (canvas.Choose(-200, 800), canvas.Choose(-100, 1_250));
            var (bend, length) = (canvas.Choose(-160, 160), canvas.Choose(300, 900));
            canvas.Line($"M{x:0} {y:0}q{length / 2:0} {bend:0} {length:0} {bend * 0.4:0}", i % 4 == 0 ? "#2f5274" : "#ffffff",
                canvas.Choose(1, 5), "stroke-opacity='0.6'");
        }
        canvas.EndPlane();
        for (var reed = 0; reed < 34; reed++)
        {
            var (x, lean) = (canvas.Choose(560, 900), canvas.Choose(-120, 30));
            canvas.Line(
                $"""
                M{x:0} 1220q{lean * 0.1:0} {canvas.Choose(-300, -150):0} {lean:0} {canvas.Choose(-760, -380):0}
                """, reed % 3 == 0 ? "#f6e7c4" : "#9c7c4c", 4);
        }
        return canvas.Jpeg(-0.2, blur: 2);
    }

    public static byte[] Mountains()
    {
        var canvas = new Canvas(1_500, 500, 4);
        Sky.Draw(canvas, 420, "#4f86c2", "#9cc3e6", "#f3e6d4");
        Sky.Sun(canvas, 1_130, 110, 16, "#ffe2a8");
        Hills.Ridge(canvas, 170, 110, 0.62, canvas.Down("#fbfbfa", "#c2d2e6", "#e8e6e2"));
        canvas.EndPlane(4);
        Hills.Ridge(canvas, 240, 90, 0.62, canvas.Down("#eef3f8", "#93aecf", "#dfe5ea"), Filters.Bumps);
        canvas.EndPlane(2.5);
        Hills.Ridge(canvas, 330, 60, 0.58, canvas.Down("#9cb6d4", "#6286b0", "#c9d6e2"), Filters.Bumps);
        Light.Fog(canvas, 400, 70, "#f0f2f4", 0.8);
        canvas.EndPlane(1.6);
        Hills.Wood(canvas, 420, 52, canvas.Down("#2c4864", "#7d98ae"), 520, 26);
        Hills.Ridge(canvas, 462, 22, 0.35, canvas.Down("#fbfbfc", "#b6cae2"), Filters.Bumps);
        return canvas.Jpeg(-0.1);
    }

    public static byte[] FirsInFog()
    {
        var canvas = new Canvas(800, 1_200, 5);
        Sky.Draw(canvas, 1_200, "#c3ccd4", "#d9dee2", "#e9ebec");
        foreach (var x in (double[])[60, 220, 400, 560, 740])
        {
            Trees.Fir(canvas, x, 900, canvas.Choose(380, 520), "#aab6be", "#9faeb8");
        }
        canvas.EndPlane(9);
        foreach (var (x, high) in ((double, double)[])[(150, 620), (640, 680)])
        {
            Trees.Fir(canvas, x, 1_010, high, "#7f929c", "#6e828e", 0.6);
        }
        Light.Fog(canvas, 980, 240, "#eceff1", 0.9);
        canvas.EndPlane(3.5);
        Hills.Ridge(canvas, 1_050, 26, 0.35, canvas.Down("#f4f6f8", "#c3d0dc"), Filters.Bumps);
        Trees.Fir(canvas, 410, 1_110, 880, "#47606a", "#24373f", 1);
        canvas.EndPlane();
        Light.Snowfall(canvas, 60, 2, 4);
        return canvas.Jpeg(-0.3, blur: 2);
    }

    public static byte[] LastLightOnTheSlope()
    {
        var canvas = new Canvas(1_200, 800, 6);
        Sky.Draw(canvas, 520, "#3f5688", "#9a86ac", "#f0a88c", "#ffd49c");
        Sky.Clouds(canvas, 420, "#ffb89c", 0.7);
        Sky.Sun(canvas, 300, 372, 16, "#ffb060");
        Hills.Ridge(canvas, 390, 60, 0.56, canvas.Down("#8d7fa8", "#e6b6a4"));
        canvas.EndPlane(4);
        Hills.Ridge(canvas, 470, 60, 0.54, canvas.Down("#5c5f92", "#a494b4"));
        canvas.EndPlane(2);
        canvas.Path($"M-20 560Q400 520 1220 690V820H-20Z", canvas.Down("#e7b9ac", "#9a9cc4", "#5c6a9c"), Filters.Bumps);
        Light.Patch(canvas, 330, 560, 300, 50, "#ffc896", 0.8);
        canvas.Line($"M470 800Q560 700 700 650", "#6a76a8", 3);
        canvas.Line($"M500 800Q584 706 716 654", "#6a76a8", 3);
        var father = new Clothes(["#3c3448", "#241f34"], ["#2a263c", "#1a1728"], ["#4c3440", "#2a1c28"]) { Hat = true };
        Figures.Stand(canvas, 700, 664, 190, 0.15, father, (34, 30), 0.16);
        var child = new Clothes(["#7c3a3c", "#4a2430"], ["#2a263c", "#1a1728"], ["#7c5a3a", "#4a2c2a"]) { Hat = true };
        Figures.Stand(canvas, 800, 676, 120, 0.22, child, (40, 26), 0.2);
        canvas.Line($"M660 640l-24 50M736 640l26 52M776 652l-14 38M826 652l16 38", "#1e1a28", 3);
        return canvas.Jpeg(0.5);
    }

    public static byte[] StrawGoat()
    {
        var canvas = new Canvas(900, 1_200, 7);
        canvas.Rectangle(0, 0, 900, 1_200, canvas.Down("#1c2a22", "#24301f", "#3a2a18"));
        Trees.Crown(canvas, 520, 420, 520, 520, "#1a3326", "#24442f", "#2e5238");
        Light.Bokeh(canvas, 46, 20, 40, 860, "#ffcf7a", "#ffb04a", "#ffe3ac", "#e2583c");
        canvas.EndPlane(13);
        Things.Table(canvas, 930, "#8a5a32", "#3c2412");
        canvas.EndPlane(3);
        Light.Patch(canvas, 460, 1_000, 290, 40, "#120800", 0.8);
        StrawSheaf(canvas, 300, 640, 620, 640, 84);
        StrawSheaf(canvas, 312, 660, 290, 1_000, 30);
        StrawSheaf(canvas, 366, 670, 386, 1_006, 30);
        StrawSheaf(canvas, 560, 670, 548, 1_006, 30);
        StrawSheaf(canvas, 616, 660, 640, 1_000, 30);
        StrawSheaf(canvas, 320, 640, 254, 420, 56);
        StrawSheaf(canvas, 262, 424, 150, 490, 44);
        foreach (var lift in (int[])[0, 14])
        {
            canvas.Line($"M270 {396 + lift}C300 250 440 240 470 {370 + lift}C470 420 430 440 410 410", "#d9b25e", 13);
            canvas.Line($"M270 {392 + lift}C300 246 440 236 470 {366 + lift}", "#f8e0a0", 3);
        }
        StrawSheaf(canvas, 620, 630, 680, 560, 20);
        foreach (var (x, y, x2, y2) in ((int, int, int, int)[])[(370, 596, 376, 686), (560, 598, 556, 688), (276, 540, 340, 520), (200,
            440, 216, 486), (272, 940, 316, 944), (370, 946, 404, 948), (530, 946, 568, 946), (618, 940, 656, 938)])
        {
            canvas.Line($"M{x} {y}L{x2} {y2}", "#b3241e", 17);
            canvas.Line($"M{x - 4} {y + 3}L{x2 - 4} {y2 - 6}", "#e2604c", 4);
        }
        return canvas.Jpeg(0.7);
    }

    private static void StrawSheaf(Canvas canvas, double x, double y, double toX, double toY, double thick)
    {
        var length = Math.Sqrt(((toX - x) * (toX - x)) + ((toY - y) * (toY - y)));
        var (sideX, sideY) = ((toY - y) / length, (x - toX) / length);
        canvas.Line($"M{x} {y}L{toX} {toY}", "#9a6e2c", thick * 0.95);
        for (var straw = 0; straw < thick * 1.6; straw++)
        {
            var (from, to) = (canvas.Choose(-0.5, 0.5) * thick, canvas.Choose(-0.55, 0.55) * thick);
            var lit = from * sideY < 0 ? "#f3d68c" : "#c1923e";
            canvas.Line(
                $"""
                M{x + (sideX * from):0.0} {y + (sideY * from):0.0}L{toX + (sideX * to) + canvas.Choose(-8, 8):0.0}
                {toY + (sideY * to) + canvas.Choose(-8, 8):0.0}
                """,
                straw % 3 == 0 ? "#8a6026" : lit, 2.2, "stroke-opacity='0.85'");
        }
    }

    public static byte[] CandlesInTheWindows()
    {
        var canvas = new Canvas(900, 1_200, 8);
        Sky.Draw(canvas, 900, "#0e1a30", "#24375a", "#5b5f80", "#a3818a");
        Hills.Wood(canvas, 760, 170, canvas.Down("#0c1626", "#1c2840"), 920, 30);
        canvas.EndPlane(5);
        Hills.Ridge(canvas, 880, 14, 0.35, canvas.Down("#2a3038", "#12161c"), Filters.Bumps);
        Buildings.House(canvas, 130, 900, 640, ["#5c2a30", "#36181f"], ["#20242e", "#39404e"], LitPane, "#b9a69c");
        foreach (var x in (double[])[219, 437, 655])
        {
            Light.Patch(canvas, x, 800, 110, 100, "#ffb04a", 0.75);
            Light.Patch(canvas, x, 940, 130, 34, "#ff9d3c", 0.6);
            canvas.Line($"M{x - 20} 817h40M{x - 14} 816v-14M{x} 816v-22M{x + 14} 816v-14", "#fff4d0", 4);
        }
        canvas.EndPlane();
        Trees.Bare(canvas, 830, 960, 130, 1.72, 15, "#0c1018");
        Things.Path(canvas, 355, 900, -20, 200, "#4a4448", "#1c1c24", Filters.Bumps);
        Trees.Grass(canvas, 1_040, 50, 260, "#141a1c", "#20282a", "#0e1214");
        return canvas.Jpeg(0.3, blur: 2);
    }

    public static byte[] FirstSnow()
    {
        var canvas = new Canvas(1_200, 800, 9);
        Sky.Draw(canvas, 800, "#8d9bb0", "#b6bfcc", "#d3d6dc");
        Hills.Wood(canvas, 430, 130, canvas.Down("#6c7b8e", "#9ba6b4"), 560, 30);
        canvas.EndPlane(7);
        Hills.Ridge(canvas, 520, 18, 0.35, canvas.Down("#e2e6ec", "#c6cfdb"));
        foreach (var (x, high) in ((double, double)[])[(140, 400), (330, 300), (760, 360)])
        {
            Trees.Fir(canvas, x, 580, high, "#4e646c", "#34474f", 0.9);
        }
        canvas.EndPlane(2);
        Hills.Ridge(canvas, 640, 22, 0.35, canvas.Down("#f7f8fa", "#c2cddc"), Filters.Bumps);
        Trees.Fir(canvas, 1_010, 730, 640, "#3d545a", "#1e3036", 1);
        canvas.EndPlane();
        Light.Snowfall(canvas, 190, 1.5, 3.5);
        canvas.EndPlane();
        Light.Snowfall(canvas, 34, 6, 13);
        return canvas.Jpeg(-0.3, blur: 6);
    }

    public static byte[] SnowOnTheRoof()
    {
        var canvas = new Canvas(900, 1_200, 10);
        Sky.Draw(canvas, 800, "#22355c", "#4a618c", "#8e98b8");
        Hills.Wood(canvas, 640, 190, canvas.Down("#1a2a48", "#4a5c80"), 800, 30);
        canvas.EndPlane(6);
        Hills.Ridge(canvas, 800, 16, 0.35, canvas.Down("#b9c6e0", "#6c80ac"), Filters.Bumps);
        Buildings.House(canvas, 190, 836, 620, RedWall, ["#f2f5fb", "#b9c6de"], LitPane, "#d8d4d6");
        canvas.Line($"M560 632L708 452L838 634", "#eef2fa", 26, Filters.Rough);
        canvas.Line($"M176 628H590", "#f6f8fc", 20, Filters.Rough);
        foreach (var x in (double[])[276, 488, 698])
        {
            Light.Patch(canvas, x, 740, 120, 110, "#ffb04a", 0.7);
            Light.Patch(canvas, x + 20, 900, 130, 46, "#ffb35c", 0.85);
        }
        canvas.EndPlane();
        Hills.Ridge(canvas, 1_000, 34, 0.35, canvas.Down("#a8b8d8", "#48588a"), Filters.Bumps);
        Trees.Fir(canvas, 70, 1_060, 560, "#22384c", "#101f30", 0.9);
        canvas.EndPlane(1.4);
        Light.Snowfall(canvas, 120, 1.5, 5);
        return canvas.Jpeg(0, blur: 1.5);
    }

    public static byte[] RedHatInTheDoorway()
    {
        var canvas = new Canvas(800, 1_200, 11);
        canvas.Rectangle(0, 0, 800, 1_200, canvas.Down("#c9d2de", "#e4e8ee", "#f4f6f8"));
        Hills.Wood(canvas, 560, 150, canvas.Down("#8c9aac", "#b9c2ce"), 700, 20);
        Hills.Ridge(canvas, 690, 14, 0.35, canvas.Down("#f2f4f8", "#dde4ee"));
        canvas.EndPlane(9);
        Light.Snowfall(canvas, 130, 2, 7);
        canvas.EndPlane(3);
        canvas.Path($"M-10 -10H190V1210H-10Z", canvas.Across("#2c2018", "#4a3828", "#8c7a64"), Filters.Bumps);
        canvas.Path($"M620 -10H810V1210H620Z", canvas.Across("#a8967e", "#5c4834", "#2c2018"), Filters.Bumps);
        canvas.Rectangle(-10, -10, 820, 90, canvas.Down("#2c2018", "#54412e"));
        canvas.Path($"M150 1030H660L830 1220H-30Z", canvas.Down("#c8a884", "#6a4a30"), Filters.Wood);
        canvas.Path($"M290 1036H530L600 1210H200Z", "#fff8ea", "fill-opacity='0.3' " + Filters.Softer);
        var ida = new Clothes(["#5f7fa6", "#3a5478"], ["#4c4a58", "#2e2c38"], ["#d84a3a", "#b5302a", "#7c1c1c"]) { Hat = true };
        Figures.Stand(canvas, 400, 1_090, 560, 0.29, ida, (58, 24), 0.14);
        return canvas.Jpeg(0.1);
    }

    public static byte[] WrappingPaper()
    {
        var canvas = new Canvas(1_200, 800, 12);
        canvas.Rectangle(0, 0, 1_200, 800, canvas.Down("#4a3226", "#5e3f2a", "#3c2618"));
        Trees.Crown(canvas, 330, 330, 400, 420, "#16301f", "#22452c", "#2f5a38");
        Light.Bokeh(canvas, 30, 14, 30, 620, "#ffd27c", "#ffb552", "#fff0c8");
        canvas.EndPlane(11);
        Things.Table(canvas, 560, "#a5754a", "#54341e");
        Light.Patch(canvas, 330, 600, 380, 50, "#1c0e04", 0.6);
        Present(canvas, 170, 470, 210, 170, "#b5302c", "#f0dcae");
        Present(canvas, 400, 530, 150, 110, "#3d6a54", "#e9c46a");
        canvas.EndPlane(3);
        foreach (var (x, y, light, dark) in ((double, double, string, string)[])[(830, 650, "#efe2c6", "#a48a5e"), (1_010, 700, "#d84c40",
            "#86201f")])
        {
            Light.Patch(canvas, x, y + 60, 150, 36, "#140a02", 0.7);
            canvas.Path(
                $"""
                M{x - 130} {y + 40}Q{x - 60} {y - 70} {x} {y - 20}T{x + 130} {y + 10}Q{x + 80} {y + 90} {x} {y + 66}
                T{x - 130} {y + 40}Z
                """, canvas.Down(light, dark), Filters.Bumps);
            canvas.Path(
                $"""
                M{x - 100} {y + 44}Q{x - 30} {y - 30} {x + 20} {y + 24}T{x + 120} {y + 16}Q{x + 40} {y + 80} {x - 100} {y + 44}
                Z
                """, canvas.Down(dark, light), Filters.Bumps);
        }
        canvas.Line($"M520 730c80 -90 120 40 60 30s-20 -90 70 -60s120 60 60 70s0 -60 60 -50", "#e9c46a", 13);
        canvas.Line($"M520 728c80 -90 120 40 60 30s-20 -90 70 -60s120 60 60 70s0 -60 60 -50", "#fbeab4", 4);
        return canvas.Jpeg(0.6);
    }

    private static void Present(Canvas canvas, double x, double y, double wide, double high, string paper, string ribbon)
    {
        canvas.Rectangle(x, y, wide, high, canvas.Across(paper, paper, "#2c1410"));
        canvas.Rectangle(x + (wide * 0.44), y, wide * 0.12, high, ribbon);
        canvas.Ellipse(x + (wide * 0.4), y - 10, wide * 0.13, 18, ribbon);
        canvas.Ellipse(x + (wide * 0.6), y - 10, wide * 0.13, 18, ribbon);
    }
}
