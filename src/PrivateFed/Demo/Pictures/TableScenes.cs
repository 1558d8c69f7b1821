namespace PrivateFed.Demo.Pictures;

/// <summary>Photos of what there was to eat, and of candles.</summary>
internal static class TableScenes
{
    private static readonly string[] Sponge = ["#f2d49c", "#dcae6c", "#a4743c"];
    private static readonly string[] Cream = ["#fffdf8", "#f4ecde", "#d8c8b4"];

    public static byte[] SaffronBuns()
    {
        var canvas = new Canvas(1_200, 900, 61);
        canvas.Rectangle(0, 0, 1_200, 900, canvas.Down("#3c2418", "#5c3a22", "#2c1a10"));
        Light.Bokeh(canvas, 14, 20, 44, 260, "#ffc46c", "#ffe0a0");
        canvas.EndPlane(16);
        canvas.Path($"M100 210H1100L1260 920H-60Z", canvas.Down("#5c5a5c", "#2c2a2c"), Filters.Bumps);
        canvas.Path($"M140 240H1060L1190 920H10Z", canvas.Down("#e2d2b4", "#c8b08a"), Filters.Bumps);
        for (var i = 0; i < 3; i++)
        {
            Things.Bun(canvas, 320 + (i * 290), 310, 190, canvas.Choose(-14, 14));
        }
        canvas.EndPlane(4);
        for (var i = 0; i < 3; i++)
        {
            Things.Bun(canvas, 260 + (i * 350), 510, 256, canvas.Choose(-14, 14));
        }
        canvas.EndPlane();
        for (var i = 0; i < 3; i++)
        {
            Things.Bun(canvas, 190 + (i * 430), 780, 330, canvas.Choose(-14, 14));
        }
        return canvas.Jpeg(0.7, blur: 3);
    }

    public static byte[] FortyAndOneCandle()
    {
        var canvas = new Canvas(1_200, 900, 62);
        canvas.Rectangle(0, 0, 1_200, 900, canvas.Down("#2c1c18", "#4a2e20", "#2c1a12"));
        Light.Bokeh(canvas, 18, 24, 50, 420, "#c86c30", "#ffb45c", "#8c4c3c");
        canvas.EndPlane(20);
        Things.Table(canvas, 600, "#7c4c2c", "#2c1810");
        canvas.EndPlane(5);
        Things.Cake(canvas, 600, 470, 330, 170, ["#c88c4c", "#8c5428", "#3c2010"], ["#f6e0b4", "#f8ecd4", "#a88c6c"]);
        Things.Berries(canvas, 600, 470, 220, 60, 16, 20, "#f28c7c", "#c82c34", "#5c0c14");
        Light.Candle(canvas, 600, 320, 26, 150, "#fff6e4", "#e8d4b0");
        return canvas.Jpeg(0.8);
    }

    public static byte[] CakeStillWhole()
    {
        var canvas = new Canvas(1_200, 900, 63);
        canvas.Rectangle(0, 0, 1_200, 900, canvas.Down("#9cb88c", "#c8d6a4", "#8ca474"));
        Trees.Crown(canvas, 200, 200, 300, 240, "#6c8c54", "#9cb46c", "#c8d494");
        Trees.Crown(canvas, 1_000, 180, 300, 240, "#6c8c54", "#9cb46c", "#c8d494");
        Light.Bokeh(canvas, 24, 18, 44, 420, "#fffbe4", "#eef2c0");
        canvas.EndPlane(18);
        Things.Cloth(canvas, 560, 4, 12, "#ffffff", "#ccd4e0");
        canvas.EndPlane(3);
        Things.Cake(canvas, 620, 440, 320, 180, Cream, Cream);
        Things.Berries(canvas, 620, 436, 230, 62, 34, 17, "#f2949c", "#d03c4c", "#6c1424");
        Trees.Crown(canvas, 250, 560, 120, 90, "#4c7c44", "#f6f2fa", "#e0a8c4", "#ffffff");
        canvas.Rectangle(206, 590, 90, 150, canvas.Across("#a8c4d0", "#f0f8fa", "#88a4b0"), "fill-opacity='0.85'");
        return canvas.Jpeg(0.2);
    }

    public static byte[] CrumbsOnAPlate()
    {
        var canvas = new Canvas(1_000, 1_000, 64);
        Things.Cloth(canvas, -40, 4, 16, "#fbfaf6", "#d4dae4");
        canvas.EndPlane(3);
        Light.Patch(canvas, 540, 590, 420, 350, "#203048", 0.5);
        canvas.Ellipse(500, 520, 390, 350, canvas.Across("#ffffff", "#eceef2", "#c0c8d4"));
        canvas.Ellipse(500, 520, 372, 332, canvas.Across("#dfe4ea", "#f8f8f8"));
        canvas.Ellipse(500, 524, 270, 238, canvas.Across("#ccd4dc", "#fbfbfa", "#ffffff"));
        canvas.Path($"M380 440q60 -70 150 -40q90 40 60 110q-40 60 -120 50q-110 -20 -90 -120Z", canvas.Round("#fff8ec", "#f0e0c8",
            "#d4b894"), Filters.Bumps);
        canvas.Path($"M400 470q50 -40 120 -16t70 50q-70 60 -150 20Z", canvas.Round("#f2d49c", "#c8924c"), Filters.Rough);
        Things.Berries(canvas, 480, 460, 90, 60, 5, 22, "#f2949c", "#d03c4c", "#6c1424");
        for (var crumb = 0; crumb < 120; crumb++)
        {
            var far = Math.Sqrt(canvas.Choose(0, 1)) * 230;
            var angle = canvas.Choose(0, Math.Tau);
            var (x, y, size) = (500 + (Math.Cos(angle) * far), 560 + (Math.Sin(angle) * far * 0.8), canvas.Choose(2, 9));
            canvas.Ellipse(x + 2, y + 3, size, size * 0.7, "#000000", "fill-opacity='0.25'");
            canvas.Ellipse(x, y, size, size * 0.75, canvas.Round("#f4d8a0", "#b47c3c"));
        }
        canvas.Line($"M600 640L900 930", "#6c7480", 30, "stroke-opacity='0.35' " + Filters.Softer);
        canvas.Line($"M590 620L900 910", "#b8c0c8", 22);
        canvas.Line($"M586 614L896 902", "#f4f8fa", 7);
        foreach (var tine in (int[])[-24, -8, 8, 24])
        {
            canvas.Line($"M{590 + tine} {620 - tine}l-90 -90", "#c8d0d8", 9);
        }
        return canvas.Jpeg(0.2);
    }

    public static byte[] BaptismCandle()
    {
        var canvas = new Canvas(900, 1_200, 65);
        canvas.Rectangle(0, 0, 900, 1_200, canvas.Down("#4c463e", "#8c8070", "#5c5244"));
        canvas.Path($"M540 640V300Q640 120 740 300V640Z", canvas.Down("#f4f6f0", "#d4dcd8"));
        canvas.Line($"M640 190V640M540 400H740M540 520H740", "#6c6458", 12);
        Light.Beam(canvas, 560, 300, 160, 0.3);
        canvas.EndPlane(16);
        Light.Patch(canvas, 450, 1_140, 330, 70, "#14100a", 0.7);
        canvas.Path($"M120 800H780Q760 1010 560 1050V1220H340V1050Q140 1010 120 800Z", canvas.Across("#d4ccc0", "#a89c8c", "#5c5246"),
            Filters.Bumps);
        canvas.Ellipse(450, 800, 332, 92, canvas.Across("#e4dcd0", "#8c8274"), Filters.Bumps);
        canvas.Ellipse(450, 806, 280, 70, canvas.Down("#5c6c78", "#a8bcc4", "#e0d4b8"));
        canvas.Ellipse(450, 812, 120, 24, "#ffdc9c", "fill-opacity='0.5'");
        Trees.Crown(canvas, 220, 800, 110, 60, "#4c6c44", "#f4f0ea", "#ffffff", "#e8c8d4");
        Light.Candle(canvas, 640, 470, 56, 320, "#ffffff", "#f0e4cc", "#c4b08c");
        return canvas.Jpeg(0.5);
    }

    public static byte[] TwoGlasses()
    {
        var canvas = new Canvas(900, 1_200, 66);
        canvas.Rectangle(0, 0, 900, 1_200, canvas.Down("#5c78a4", "#c89c9c", "#f4c48c", "#5c4038"));
        Hills.Wood(canvas, 640, 90, canvas.Down("#4c4c64", "#8c6c64"), 760);
        Light.Bokeh(canvas, 26, 16, 44, 640, "#ffd89c", "#ffb46c", "#fff0d0");
        canvas.EndPlane(18);
        Things.Table(canvas, 820, "#a8744c", "#3c2418");
        canvas.EndPlane(3);
        foreach (var x in (double[])[300, 590])
        {
            Light.Patch(canvas, x + 40, 1_010, 150, 36, "#140804", 0.7);
            canvas.Ellipse(x, 1_000, 92, 22, canvas.Across("#ffffff", "#c8a48c", "#f8e8d8"), "fill-opacity='0.75'");
            canvas.Line($"M{x} 990V780", "#f4e4d4", 10, "stroke-opacity='0.8'");
            canvas.Path($"M{x - 104} 480Q{x - 130} 700 {x} 790Q{x + 130} 700 {x + 104} 480Z", canvas.Across("#ffffff", "#f8e0c8",
                "#ffffff"), "fill-opacity='0.3'");
            canvas.Path($"M{x - 116} 610Q{x - 112} 710 {x} 780Q{x + 112} 710 {x + 116} 610Z", canvas.Across("#f8c860", "#ffe8a4",
                "#d89838"), "fill-opacity='0.85'");
            canvas.Ellipse(x, 610, 116, 22, "#fff0bc", "fill-opacity='0.9'");
            canvas.Add($"<ellipse cx='{x}' cy='480' rx='104' ry='20' fill='none' stroke='#ffffff' stroke-width='4' stroke-opacity='0.8'/>");
            canvas.Line($"M{x - 84} 510Q{x - 100} 680 {x - 40} 740", "#ffffff", 10, "stroke-opacity='0.6'");
            for (var bubble = 0; bubble < 26; bubble++)
            {
                canvas.Ellipse(x + canvas.Choose(-70, 70), canvas.Choose(620, 740), 2.6, 2.6, "#ffffff", "fill-opacity='0.8'");
            }
        }
        Light.Candle(canvas, 446, 880, 84, 90, "#fff4dc", "#e8c898", "#b88c5c");
        return canvas.Jpeg(0.6);
    }

    public static byte[] TwoCandles()
    {
        var canvas = new Canvas(1_200, 900, 67);
        canvas.Rectangle(0, 0, 1_200, 900, canvas.Down("#8c9c94", "#b8b8a4", "#6c6458"));
        canvas.Rectangle(120, -10, 340, 460, canvas.Down("#f8f8ee", "#e0ecdc"));
        canvas.Line($"M290 0V450M120 220H460", "#b4b0a4", 16);
        Light.Bokeh(canvas, 14, 30, 54, 300, "#f08c7c", "#8cb4d4", "#f4d478");
        canvas.EndPlane(20);
        Things.Table(canvas, 610, "#d0ac7c", "#7c5834");
        canvas.EndPlane(3);
        Things.Cake(canvas, 600, 500, 300, 150, Sponge, Cream);
        Things.Berries(canvas, 600, 498, 210, 56, 40, 12, "#8c94d4", "#3c4488", "#14183c");
        Light.Candle(canvas, 540, 380, 18, 120, "#fce4e4", "#e48c94");
        canvas.Add($"<rect x='654' y='384' width='18' height='118' rx='2' fill='{canvas.Across("#e4f0fa", "#7ca8d0")}'/>");
        canvas.Line($"M663 384l2 -10", "#3a2618", 3);
        canvas.Line($"M664 366q-26 -50 10 -90t-6 -110", "#f4f4f0", 12, "stroke-opacity='0.5' " + Filters.Softer);
        canvas.EndPlane();
        Figures.Head(canvas, 150, 800, 340, new Clothes([], [], ["#c89c64", "#94683c", "#5c3c24"]));
        Figures.Head(canvas, 1_070, 720, 380, new Clothes([], [], ["#dcb878", "#a9824c", "#5c4028"]));
        return canvas.Jpeg(0.4, blur: 9);
    }
}
