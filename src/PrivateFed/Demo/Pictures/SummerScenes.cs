namespace PrivateFed.Demo.Pictures;

/// <summary>Photos of meadows, woods and roads.</summary>
internal static class SummerScenes
{
    public static byte[] TableInTheMeadow()
    {
        var canvas = new Canvas(1_200, 800, 21);
        Sky.Draw(canvas, 420, "#9cc6e2", "#e6eedc");
        foreach (var x in (double[])[80, 330, 620, 900, 1_140])
        {
            Trees.Crown(canvas, x, 240, 210, 200, "#5c8a4a", "#86ae58", "#c3d688");
        }
        canvas.Rectangle(0, 400, 1_200, 400, canvas.Down("#b9cf72", "#7fa04c"));
        Light.Bokeh(canvas, 30, 14, 36, 330, "#f6f8d0", "#e2efae");
        canvas.EndPlane(13);
        Trees.Birch(canvas, 130, 520, 54);
        Trees.Birch(canvas, 980, 500, 44);
        canvas.EndPlane(4);
        Light.Patch(canvas, 620, 730, 460, 60, "#24401a", 0.6);
        canvas.Path($"M330 500H850L1080 690H130Z", canvas.Down("#fdfdf8", "#e6e8ee"), Filters.Bumps);
        canvas.Path($"M130 690H1080V770Q980 740 860 776T620 770T380 778T130 764Z", canvas.Down("#d3d9e4", "#a9b4c8"), Filters.Bumps);
        for (var place = 0; place < 5; place++)
        {
            foreach (var (far, size) in ((double, double)[])[(520, 26), (650, 44)])
            {
                var x = far < 600 ? 400 + (place * 98) : 260 + (place * 170);
                canvas.Ellipse(x, far, size * 1.5, size * 0.5, canvas.Across("#ffffff", "#c8d0dc"));
                canvas.Ellipse(x, far, size, size * 0.3, "#e4e8ee");
                canvas.Rectangle(x + (size * 1.6), far - (size * 1.2), size * 0.5, size * 1.3, canvas.Across("#dfeaf0", "#ffffff",
                    "#a9c0cc"), "fill-opacity='0.8'");
            }
        }
        foreach (var (x, y, size) in ((double, double, double)[])[(500, 560, 46), (720, 580, 58)])
        {
            canvas.Rectangle(x - (size * 0.3), y - size, size * 0.6, size, canvas.Across("#8fb0bc", "#d6e8ee", "#7898a6"));
            Trees.Crown(canvas, x, y - (size * 1.6), size * 1.1, size * 0.8, "#4c7c3c", "#e8e4f4", "#8a6cc0", "#f6d25c");
        }
        canvas.EndPlane();
        Trees.Grass(canvas, 740, 70, 160, "#6c9440", "#a6c468", "#4c7430");
        return canvas.Jpeg(0.3, blur: 4);
    }

    public static byte[] MistOverTheHills()
    {
        var canvas = new Canvas(1_200, 900, 22);
        Sky.Draw(canvas, 560, "#6a86b4", "#b9a9bc", "#f4bf9c", "#ffdcae");
        Sky.Clouds(canvas, 420, "#ffd9c4", 0.55);
        Hills.Ridge(canvas, 450, 46, 0.4, canvas.Down("#9c98b4", "#e6c4b0"));
        canvas.EndPlane(5);
        Hills.Ridge(canvas, 530, 40, 0.4, canvas.Down("#74809c", "#c4b0ac"));
        Light.Fog(canvas, 610, 50, "#f8e4d2", 0.9);
        canvas.EndPlane(3);
        Hills.Wood(canvas, 650, 60, canvas.Down("#4e6478", "#94989c"), 760, 26);
        Light.Fog(canvas, 730, 60, "#f6e6d8", 1);
        canvas.EndPlane(2);
        Hills.Wood(canvas, 800, 130, canvas.Down("#26383e", "#4a5c5a"), 920, 40);
        return canvas.Jpeg(0.3);
    }

    public static byte[] MeadowAtMidnight()
    {
        var canvas = new Canvas(900, 1_200, 23);
        Sky.Draw(canvas, 700, "#7a8cb4", "#d8a89c", "#ffc880");
        Sky.Sun(canvas, 590, 560, 26, "#ffb04c");
        Hills.Wood(canvas, 640, 110, canvas.Down("#5c5462", "#a07c62"), 720, 26);
        canvas.Rectangle(0, 700, 900, 500, canvas.Down("#c4984e", "#5c6a34"));
        Light.Bokeh(canvas, 30, 12, 34, 900, "#ffe2a0", "#ffcb74");
        canvas.EndPlane(14);
        Trees.Grass(canvas, 700, 210, 260, "#8c8440", "#d8b45c", "#5e6c30");
        canvas.EndPlane(5);
        Trees.Grass(canvas, 900, 300, 130, "#6c7838", "#e4c46c", "#40542a");
        Trees.Flowers(canvas, 560, 980, 60, 13, "#fff4e0", "#eeb030");
        Trees.Flowers(canvas, 640, 1_060, 34, 9, "#9c86cc", "#f0d070");
        return canvas.Jpeg(0.6);
    }

    public static byte[] HouseAtMidnight()
    {
        var canvas = new Canvas(1_000, 1_000, 24);
        Sky.Draw(canvas, 640, "#5a6fa0", "#b094b0", "#f2b6a0", "#ffd6a4");
        Sky.Clouds(canvas, 520, "#ffcdb8", 0.8);
        Trees.Crown(canvas, 170, 480, 230, 260, "#2e4038", "#46584a");
        Trees.Crown(canvas, 860, 500, 210, 220, "#2e4038", "#4c5c48");
        canvas.EndPlane(5);
        canvas.Rectangle(0, 630, 1_000, 380, canvas.Down("#6c7448", "#3c4a30"));
        Buildings.House(canvas, 250, 660, 520, ["#a8483e", "#70303a"], ["#54484e", "#7c6a6c"], ["#f8cfa4", "#d89c90", "#8c80a4"],
            "#eedfd2");
        canvas.Line($"M120 690V250", "#e8dcd0", 6);
        canvas.Path($"M122 256q60 10 110 70q-60 -10 -110 -24Z", "#3c64a0");
        canvas.Path($"M122 276q40 6 100 48l-6 6q-50 -28 -94 -36Z", "#f2cc58");
        canvas.EndPlane();
        Trees.Grass(canvas, 700, 90, 420, "#5c6a3c", "#94904e", "#34452c");
        Trees.Flowers(canvas, 780, 980, 15, 60, "#f6e8e0", "#e8b850");
        return canvas.Jpeg(0.3, blur: 1.6);
    }

    public static byte[] Chanterelles()
    {
        var canvas = new Canvas(1_200, 900, 25);
        canvas.Rectangle(0, 0, 1_200, 900, canvas.Down("#2c3a26", "#4a5c30", "#37452a"));
        Light.Bokeh(canvas, 46, 16, 52, 420, "#c8d48c", "#8ea860", "#e8d894");
        canvas.EndPlane(15);
        Trees.Crown(canvas, 600, 690, 900, 280, "#3a4c20", "#5c7430", "#8ca044");
        canvas.EndPlane(3);
        Light.Patch(canvas, 620, 760, 480, 90, "#101a08", 0.7);
        canvas.Path($"M190 470Q240 800 380 830H830Q980 800 1020 470Z", canvas.Across("#c49860", "#9c6c3c", "#5c3a1e"), Filters.Wood);
        for (var row = 0; row < 8; row++)
        {
            canvas.Line(
                $"""
                M{205 + (row * 20)} {520 + (row * 40)}Q600 {600 + (row * 40)} {1_006 - (row * 22)} {520 + (row * 40)}
                """, "#4a2c14", 5, "stroke-opacity='0.6'");
        }
        for (var stave = 0; stave < 20; stave++)
        {
            canvas.Line($"M{210 + (stave * 42)} 490L{384 + (stave * 24)} 826", stave % 2 == 0 ? "#e0b880" : "#6c4424", 8,
                "stroke-opacity='0.4'");
        }
        canvas.Ellipse(605, 476, 416, 96, "#3a2412");
        for (var i = 0; i < 70; i++)
        {
            var (x, y, size) = (605 + (canvas.Choose(-350, 350) * canvas.Choose(0.3, 1)), 350 + (i * 2.2), canvas.Choose(46, 84));
            canvas.Path(
                $"""
                M{x - (size * 0.14):0} {y + (size * 0.9):0}L{x - (size * 0.7):0} {y:0}h{size * 1.4:0}
                L{x + (size * 0.14):0} {y + (size * 0.9):0}Z
                """, canvas.Across("#f2b43c", "#b8741c"));
            canvas.Path(
                $"""
                M{x - (size * 0.75):0} {y:0}q{size * 0.1:0} {-size * 0.3:0} {size * 0.4:0} {-size * 0.22:0}
                q{size * 0.3:0} {-size * 0.2:0} {size * 0.6:0} 0q{size * 0.4:0} 0 {size * 0.5:0} {size * 0.22:0}
                q{-size * 0.2:0} {size * 0.3:0} {-size * 0.7:0} {size * 0.22:0}t{-size * 0.8:0} {-size * 0.22:0}
                Z
                """,
                canvas.Round("#ffdc74", "#f2a92c", "#c0781c"));
        }
        canvas.Line($"M200 470C240 80 960 80 1010 470", "#6a4422", 30);
        canvas.Line($"M204 462C246 80 954 76 1002 462", "#c8a064", 8);
        return canvas.Jpeg(0.3);
    }

    public static byte[] OnTwoWheels()
    {
        var canvas = new Canvas(1_200, 800, 26);
        Sky.Draw(canvas, 400, "#8fb4dc", "#dfe6e4", "#fff0cc");
        Sky.Sun(canvas, 760, 280, 26, "#ffe09c");
        Trees.Crown(canvas, 160, 250, 280, 230, "#7c8a54", "#a8b06c", "#d6d494");
        Trees.Crown(canvas, 1_080, 260, 240, 210, "#7c8a54", "#b0b670", "#dedaa0");
        canvas.EndPlane(12);
        canvas.Rectangle(0, 390, 1_200, 420, canvas.Down("#c8c480", "#7c8c48"));
        Things.Path(canvas, 700, 392, -60, 330, "#e8d8b4", "#9c866a", Filters.Bumps);
        canvas.EndPlane(3);
        Figures.Cyclist(canvas, 600, 690, 400, ["#d2523c", "#96301f"], ["#f2f4f6", "#9cc2d8", "#4c7c9c"], helmet: true);
        canvas.EndPlane();
        Trees.Grass(canvas, 700, 90, 120, "#7c9448", "#b8b868", "#5c7438");
        return canvas.Jpeg(0.5, blur: 7);
    }

    public static byte[] Apples()
    {
        var canvas = new Canvas(1_200, 800, 27);
        canvas.Rectangle(0, 0, 1_200, 800, canvas.Down("#c9d49c", "#9cac64", "#6c7c44"));
        Trees.Crown(canvas, 260, 190, 360, 220, "#5c7c3c", "#8ca450", "#d0d088");
        Trees.Crown(canvas, 960, 170, 320, 200, "#5c7c3c", "#8ca450", "#d0d088");
        Light.Bokeh(canvas, 22, 14, 34, 400, "#fff4c0", "#d2463a", "#f2e49c");
        canvas.EndPlane(14);
        Trees.Grass(canvas, 520, 70, 300, "#6c8440", "#9cac54", "#4c6430");
        canvas.EndPlane(4);
        Light.Patch(canvas, 600, 740, 520, 60, "#1a240c", 0.7);
        canvas.Rectangle(170, 440, 860, 90, canvas.Down("#3c2a1a", "#1c120a"));
        for (var row = 0; row < 3; row++)
        {
            for (var i = 0; i < 9; i++)
            {
                var yellow = canvas.Choose(0, 1) < 0.3;
                Things.Apple(canvas, 222 + (i * 94) + (row * 18) + canvas.Choose(-14, 14), 396 + (row * 44) + canvas.Choose(-16, 16), 58,
                    yellow ? ["#f8e48c", "#dcb44c", "#8c7424"] : ["#f29c6c", "#cc3c2e", "#6c1414"]);
            }
        }
        for (var board = 0; board < 3; board++)
        {
            canvas.Rectangle(150, 510 + (board * 84), 900, 76, canvas.Down("#d2a874", "#94683c"), Filters.Wood);
        }
        canvas.Rectangle(150, 500, 60, 260, canvas.Across("#c09460", "#7c5430"), Filters.Wood);
        canvas.Rectangle(990, 500, 60, 260, canvas.Across("#a87c4c", "#5c3c20"), Filters.Wood);
        return canvas.Jpeg(0.4);
    }

    public static byte[] RoadAlongTheCoast()
    {
        var canvas = new Canvas(1_200, 800, 28);
        Sky.Draw(canvas, 360, "#7c9cc8", "#cdd6dc", "#f8e2c0");
        Sky.Clouds(canvas, 330, "#fff4e4", 0.7);
        Water.Draw(canvas, 350, "#c8d6dc", "#6c92b0", "#4c7498");
        Water.SunPath(canvas, 240, 350, 80, "#fff2d0");
        canvas.EndPlane(4);
        canvas.Path($"M1220 300Q800 330 560 420Q300 560 160 820H1220Z", canvas.Down("#b8964c", "#8c7a40", "#5c6434"), Filters.Bumps);
        canvas.Path($"M1010 366Q720 420 640 520Q540 640 420 820H1000Q860 620 800 530Q800 440 1024 372Z", canvas.Down("#c8bca8",
            "#7c7468"), Filters.Bumps);
        canvas.Line($"M880 410Q700 470 690 560Q680 680 700 820", "#f6f0e0", 5, "stroke-dasharray='26 30' stroke-opacity='0.8'");
        canvas.EndPlane(1.4);
        foreach (var (x, y, high, light, dark) in ((double, double, double, string, string)[])[(800, 430, 60, "#3c64a0", "#24406c"), (752,
            460, 82, "#d8a43c", "#946a1c"), (716, 510, 120, "#4c7c5c", "#2c4c38"), (770, 560, 160, "#b8443c", "#742420"), (640, 680, 250,
                "#3c5470", "#1f2e44")])
        {
            Figures.Cyclist(canvas, x, y, high, [light, dark], ["#e8e4dc", "#8c94a0", "#4c545c"], helmet: true);
        }
        canvas.EndPlane();
        Trees.Grass(canvas, 730, 90, 90, "#a8944c", "#d8c478", "#6c6c34");
        return canvas.Jpeg(0.4, blur: 6);
    }

    public static byte[] LakeInTheHills()
    {
        var canvas = new Canvas(1_500, 500, 29);
        Sky.Draw(canvas, 250, "#6c96cc", "#c4d6e6", "#fbe8cc");
        Sky.Clouds(canvas, 220, "#fff6ea", 0.8);
        Water.Draw(canvas, 246, "#f2e2cc", "#9cb8d0", "#4c7094");
        Water.Mirror(canvas, 246, 0.75, () =>
        {
            canvas.Path($"M-20 248Q200 90 420 170T820 130T1180 150T1520 90V248Z", canvas.Down("#7c98b8", "#c4ccd0"));
            canvas.Path($"M-20 248Q100 170 330 200T700 230L800 248ZM1520 248V150Q1300 190 1100 236L1000 248Z", canvas.Down("#4a6c74",
                "#94a494"));
        });
        canvas.EndPlane(2.6);
        Water.Waves(canvas, 250, "#fff0d8", "#3c5c80", 0.3);
        Trees.Fir(canvas, 90, 520, 400, "#2c4438", "#16281f");
        Trees.Fir(canvas, 230, 530, 280, "#34503f", "#1a3026");
        Trees.Fir(canvas, 1_420, 530, 420, "#2c4438", "#16281f");
        return canvas.Jpeg(0.2);
    }
}
