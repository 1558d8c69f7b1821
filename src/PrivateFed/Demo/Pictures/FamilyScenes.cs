namespace PrivateFed.Demo.Pictures;

/// <summary>Photos of people, from behind or from far away: no face is drawn.</summary>
internal static class FamilyScenes
{
    private static readonly string[] NilsHair = ["#e0bc7c", "#b48a50", "#644830"];
    private static readonly string[] IdaHair = ["#d0a46c", "#966a40", "#543822"];

    public static byte[] ChurchStepsInTheRain()
    {
        var canvas = new Canvas(800, 1_200, 81);
        canvas.Rectangle(0, 0, 800, 1_200, canvas.Down("#6c6c6c", "#8c8c8c", "#5c5c5c"), Filters.Bumps);
        for (var row = 0; row < 14; row++)
        {
            canvas.Line($"M0 {row * 66}H800", "#3c3c3c", 3, "stroke-opacity='0.4'");
        }
        canvas.Path($"M170 900V330Q400 -10 630 330V900Z", canvas.Across("#a4a4a4", "#5c5c5c"), Filters.Bumps);
        canvas.Path($"M220 900V350Q400 70 580 350V900Z", canvas.Down("#1c1c1c", "#343434"), Filters.Wood);
        canvas.Line($"M400 180V900", "#0c0c0c", 5);
        for (var step = 0; step < 4; step++)
        {
            canvas.Rectangle(60 - (step * 60), 880 + (step * 86), 680 + (step * 120), 90, canvas.Down("#c8c8c8", "#8c8c8c", "#4c4c4c"),
                Filters.Bumps);
        }
        canvas.EndPlane(2.4);
        canvas.Path(
            $"""
            M400 470Q360 560 372 700Q300 960 236 1060Q400 1110 520 1052Q470 900 440 700Q446 560 400 470
            Z
            """, canvas.Across("#ffffff", "#ececec", "#a8a8a8"), Filters.Bumps);
        Figures.Head(canvas, 404, 452, 96, new Clothes([], [], ["#e8e8e8", "#c4c4c4", "#8c8c8c"]));
        canvas.Path($"M350 440Q400 360 458 440L500 880Q400 920 290 880Z", "#ffffff", "fill-opacity='0.5'");
        canvas.Line($"M462 640V330", "#141414", 9);
        Figures.Stand(canvas, 520, 1_064, 640, 0.14, new Clothes(["#3c3c3c", "#1c1c1c"], ["#2c2c2c", "#141414"], ["#4c4c4c", "#2c2c2c",
            "#1c1c1c"]), (40, 8), 0.08);
        canvas.Path(
            $"""
            M210 380Q240 180 462 170Q690 180 716 380Q660 340 600 374Q530 336 462 372Q396 336 330 374Q270 340 210 380
            Z
            """, canvas.Across("#4c4c4c", "#242424", "#101010"));
        canvas.EndPlane();
        for (var drop = 0; drop < 240; drop++)
        {
            var (x, y) = (canvas.Choose(0, 820), canvas.Choose(-40, 1_200));
            canvas.Line($"M{x:0} {y:0}l-7 {canvas.Choose(24, 60):0}", "#ffffff", 1.6, "stroke-opacity='0.4'");
        }
        return canvas.Jpeg(grey: true, blur: 1.2);
    }

    public static byte[] Newborn()
    {
        var canvas = new Canvas(900, 1_200, 82);
        Things.Cloth(canvas, -40, 4, 22, "#fffcf6", "#d8d2cc");
        Light.Patch(canvas, 200, 300, 500, 600, "#fff6e0", 0.7);
        canvas.EndPlane(10);
        Light.Patch(canvas, 500, 640, 330, 290, "#8c7464", 0.6);
        canvas.Ellipse(490, 640, 190, 190, canvas.Round("#f8d4bc", "#e4ac90", "#b47c60"));
        canvas.Path($"M612 590Q690 560 686 650Q676 730 616 716Z", canvas.Round("#fad8c4", "#e4a88c", "#b87c64"));
        canvas.Path($"M636 620Q672 610 660 660Q650 690 634 680", "none", "stroke='#b8785c' stroke-width='7' stroke-opacity='0.5'");
        canvas.Path($"M290 640C270 300 690 280 640 610Q560 560 450 590T290 640Z", canvas.Round("#fffdf8", "#e8e4e0", "#b4aeb0"),
            Filters.Wool);
        foreach (var (lift, colour) in ((double, string)[])[(0, "#e49aa4"), (58, "#8cb0d4"), (116, "#e49aa4"), (174, "#8cb0d4")])
        {
            canvas.Line($"M{300 + (lift * 0.2)} {596 - lift}Q450 {510 - lift} {634 - (lift * 0.24)} {572 - lift}", colour, 18,
                "stroke-opacity='0.7'");
        }
        canvas.Line($"M290 636Q330 606 450 588T640 606", "#f6f2ee", 40);
        canvas.EndPlane(1.2);
        Hills.Ridge(canvas, 690, 40, 0.3, canvas.Down("#ffffff", "#d0cac8"), Filters.Bumps);
        foreach (var stripe in (int[])[0, 60, 150])
        {
            canvas.Line($"M-20 {820 + stripe}Q400 {740 + stripe} 920 {850 + stripe}", stripe == 60 ? "#e8a0a4" : "#9cb8d4", 20,
                "stroke-opacity='0.6'");
        }
        return canvas.Jpeg(0.5, blur: 3);
    }

    public static byte[] NilsAtTheBasket()
    {
        var canvas = new Canvas(1_200, 800, 83);
        canvas.Rectangle(0, 0, 1_200, 800, canvas.Across("#d8cbb8", "#b8a892", "#8c7c6a"));
        canvas.Rectangle(120, -20, 380, 500, canvas.Down("#fbfbf4", "#eef2e2"));
        canvas.Line($"M310 0V480M120 230H500", "#e4dccc", 18);
        canvas.Path($"M60 -20Q130 300 80 560H170Q200 260 150 -20ZM560 -20Q500 300 560 560H470Q440 260 490 -20Z", "#fffaf0",
            "fill-opacity='0.9'");
        canvas.Rectangle(0, 640, 1_200, 160, canvas.Down("#a07c58", "#6c4c32"));
        canvas.EndPlane(14);
        Light.Patch(canvas, 760, 740, 380, 40, "#1c100a", 0.6);
        canvas.Path($"M500 470Q520 720 640 740H960Q1060 720 1090 470Z", canvas.Across("#e0bc8c", "#b88c5c", "#7c5838"), Filters.Wood);
        for (var row = 0; row < 9; row++)
        {
            canvas.Line(
                $"""
                M{506 + (row * 10)} {500 + (row * 26)}Q790 {540 + (row * 26)} {1_084 - (row * 10)} {500 + (row * 26)}
                """, row % 2 == 0 ? "#6c4828" : "#f0d4a8", 5, "stroke-opacity='0.5'");
        }
        canvas.Path($"M490 480Q640 380 800 450T1100 480Q1000 540 800 530T490 480Z", canvas.Down("#ffffff", "#dcdce4"), Filters.Bumps);
        canvas.Ellipse(930, 432, 62, 56, canvas.Round("#7c5a48", "#4c3428", "#2c1c16"));
        canvas.Path($"M820 480Q900 440 1040 470L1060 510H820Z", canvas.Down("#f4d0d0", "#d8a4a8"), Filters.Wool);
        canvas.EndPlane();
        Figures.Stand(canvas, 590, 800, 520, 0.25, new Clothes(["#7c9cbc", "#4c6c94", "#34507c"], ["#5c5448", "#3c362e"], NilsHair), (10,
            52), 0.1);
        return canvas.Jpeg(0.4);
    }

    public static byte[] LittleChurch()
    {
        var canvas = new Canvas(800, 1_200, 84);
        Sky.Draw(canvas, 900, "#5c94d0", "#a8cce8", "#e8eee8");
        Sky.Clouds(canvas, 800, "#ffffff", 0.9);
        Hills.Wood(canvas, 840, 110, canvas.Down("#6c8478", "#9cac98"), 920, 20);
        canvas.EndPlane(6);
        Hills.Ridge(canvas, 880, 16, 0.35, canvas.Down("#a0b464", "#5c7838"));
        Light.Patch(canvas, 420, 900, 340, 30, "#1c2c10", 0.6);
        Buildings.Church(canvas, 190, 900, 450, "#fbf8f0", "#ccd0d4", "#4c4644");
        Trees.Crown(canvas, 690, 740, 150, 200, "#4c6c34", "#7c944c", "#c8a850");
        canvas.Rectangle(682, 850, 22, 80, "#4c3c2c");
        Things.Path(canvas, 252, 900, 90, 170, "#e0d0b0", "#a8946c", Filters.Bumps);
        canvas.EndPlane();
        Trees.Grass(canvas, 980, 80, 240, "#6c8c40", "#a4b45c", "#4c6c30");
        return canvas.Jpeg(0.3, blur: 3);
    }

    public static byte[] CoffeeInTheGarden()
    {
        var canvas = new Canvas(1_200, 800, 85);
        canvas.Rectangle(0, 0, 1_200, 800, canvas.Down("#a8c08c", "#d4dca4", "#94ac68"));
        Trees.Crown(canvas, 300, 160, 420, 220, "#5c7c44", "#8ca45c", "#d0d890");
        Trees.Crown(canvas, 950, 180, 360, 220, "#5c7c44", "#9cac5c", "#dcd488");
        Light.Bokeh(canvas, 24, 14, 34, 380, "#fffce0", "#f0f0b4");
        foreach (var (x, coat) in ((double, string)[])[(230, "#4c6484"), (420, "#e8e0d4"), (760, "#8c4454"), (930, "#3c4438"), (1_080,
            "#d8b464")])
        {
            Figures.Stand(canvas, x, 620, 360, 0.15, new Clothes([coat, "#3c3c44"], ["#3c3c44", "#2c2c34"], ["#8c6c4c", "#5c4430",
                "#3c2c20"]), (14, 20));
        }
        canvas.EndPlane(12);
        Things.Cloth(canvas, 560, 3, 10, "#ffffff", "#c8d0dc");
        canvas.EndPlane(2.4);
        Things.Cup(canvas, 390, 560, 150, ["#ffffff", "#e8ecf2", "#a8b4c4"], "#4c2c18");
        Things.Cup(canvas, 690, 530, 124, ["#ffffff", "#e8ecf2", "#a8b4c4"], "#4c2c18");
        Trees.Crown(canvas, 960, 560, 120, 80, "#4c7444", "#f0dce8", "#d88ca8", "#ffffff");
        canvas.Rectangle(918, 590, 84, 130, canvas.Across("#a8c4d0", "#f0f8fa", "#88a4b0"), "fill-opacity='0.85'");
        return canvas.Jpeg(0.3);
    }

    public static byte[] NilsInAWhiteShirt()
    {
        var canvas = new Canvas(900, 1_200, 86);
        canvas.Rectangle(0, 0, 900, 1_200, canvas.Down("#c4d49c", "#e0e0a4", "#94a860"));
        Sky.Sun(canvas, 660, 260, 40, "#fff0b4");
        Trees.Crown(canvas, 160, 320, 280, 330, "#6c8c4c", "#9cb464", "#dce09c");
        Trees.Crown(canvas, 860, 420, 200, 240, "#6c8c4c", "#9cb464", "#dce09c");
        Light.Bokeh(canvas, 30, 16, 44, 660, "#fffbd8", "#f4f0b0");
        canvas.EndPlane(18);
        Trees.Grass(canvas, 800, 60, 340, "#84a04c", "#b8c470", "#5c7c38");
        canvas.EndPlane(4);
        Figures.Stand(canvas, 450, 1_080, 740, 0.22, new Clothes(["#ffffff", "#f0f0ee", "#b4bcc8"], ["#3c4a68", "#1f2a44"], NilsHair),
            (24, 30), 0.2);
        canvas.EndPlane();
        Trees.Grass(canvas, 1_010, 120, 90, "#84a04c", "#c0c878", "#5c7c38");
        return canvas.Jpeg(0.5, blur: 6);
    }

    public static byte[] IdaAndTheSpoon()
    {
        var canvas = new Canvas(900, 1_200, 87);
        canvas.Rectangle(0, 0, 900, 1_200, canvas.Across("#e8d8bc", "#c8b090", "#8c7458"));
        canvas.Rectangle(90, 60, 300, 420, canvas.Down("#eef4fa", "#d4e0ec"));
        canvas.Line($"M240 60V480M90 270H390", "#f8f4ec", 16);
        Light.Bokeh(canvas, 10, 20, 40, 400, "#ffdc9c", "#e8b470");
        canvas.EndPlane(18);
        canvas.Path($"M160 800Q160 730 230 730H700Q770 730 770 800V1220H690V820H240V1220H160Z", canvas.Across("#e4bc84", "#b4844c",
            "#7c542c"), Filters.Wood);
        Figures.Stand(canvas, 450, 1_420, 1_000, 0.31, new Clothes(["#f0c8a4", "#dc9c7c", "#a4684c"], ["#5c5c6c", "#3c3c4c"], IdaHair),
            (16, 132));
        canvas.Path($"M240 900H690V960H240ZM240 1060H690V1110H240Z", canvas.Across("#e4bc84", "#b4844c", "#7c542c"), Filters.Wood);
        canvas.EndPlane();
        canvas.Line($"M800 560L770 300", "#7c8490", 17);
        canvas.Line($"M797 560L767 300", "#e8eef2", 8);
        canvas.Ellipse(762, 236, 46, 76, canvas.Round("#ffffff", "#c4ccd4", "#6c747c"), "transform='rotate(-7 762 236)'");
        return canvas.Jpeg(0.5);
    }

    public static byte[] IdaStands()
    {
        var canvas = new Canvas(800, 1_200, 88);
        canvas.Rectangle(0, 0, 800, 1_200, canvas.Down("#d0c0a8", "#b8a488", "#8c7456"));
        canvas.Rectangle(260, -20, 420, 860, canvas.Down("#fffdf4", "#f4f2d8", "#d8e0b4"));
        canvas.Line($"M470 0V840M260 300H680M260 580H680", "#f4ecd8", 18);
        Light.Patch(canvas, 470, 400, 500, 620, "#fff4d0", 0.6);
        canvas.EndPlane(16);
        canvas.Path($"M-20 960H820V1220H-20Z", canvas.Down("#c49c6c", "#7c5a38"), Filters.Wood);
        Light.Beam(canvas, 260, 940, 360, 0.4);
        canvas.EndPlane(3);
        canvas.Line($"M560 600V1120M720 560V1150M560 640H720M560 740H720M540 860H740", "#8c6440", 26);
        canvas.Line($"M552 600V1120M712 560V1150", "#e8c898", 6);
        Figures.Stand(canvas, 400, 1_110, 540, 0.3, new Clothes(["#f4e4d0", "#e4b89c", "#a8745c"], ["#8cacb8", "#5c7c8c"], IdaHair), (28,
            84), 0.16);
        return canvas.Jpeg(0.5);
    }

    public static byte[] FirstDayOfSchool()
    {
        var canvas = new Canvas(900, 1_200, 89);
        Sky.Draw(canvas, 700, "#8cb8e0", "#dce8ec", "#fff2d4");
        Trees.Crown(canvas, 120, 340, 260, 330, "#5c7c44", "#8ca458", "#c8d088");
        Trees.Crown(canvas, 850, 380, 220, 280, "#5c7c44", "#8ca458", "#c8d088");
        canvas.Rectangle(330, 420, 330, 230, canvas.Down("#d8b080", "#b4885c"));
        canvas.Path($"M310 424L495 320L680 424Z", "#8c5444");
        for (var pane = 0; pane < 4; pane++)
        {
            canvas.Rectangle(352 + (pane * 80), 470, 46, 80, "#e8f0f4");
        }
        canvas.Rectangle(0, 640, 900, 560, canvas.Down("#b8b878", "#84984c"));
        canvas.EndPlane(14);
        Things.Path(canvas, 495, 650, -30, 330, "#e0d4bc", "#b0a084", Filters.Bumps);
        canvas.EndPlane(4);
        Figures.Stand(canvas, 450, 1_120, 700, 0.22, new Clothes(["#f0f0ec", "#c8ccd4"], ["#c4a478", "#8c6c48"], NilsHair), (14, 18), 0.16);
        canvas.Path($"M306 590Q306 520 380 516H524Q596 520 596 590V830Q590 880 530 884H372Q312 880 306 830Z", canvas.Across("#3c7cb4",
            "#28588c", "#183858"), Filters.Wool);
        canvas.Path($"M336 690H566V830Q560 856 530 858H372Q340 856 336 830Z", canvas.Across("#4c90c8", "#2c6098"), Filters.Wool);
        canvas.Line($"M306 640H596", "#f4c844", 12);
        canvas.Line($"M420 516Q450 470 482 516", "#183858", 12);
        canvas.Ellipse(450, 740, 22, 22, "#f4c844");
        return canvas.Jpeg(0.3);
    }

    public static byte[] IdaWalks()
    {
        var canvas = new Canvas(900, 1_200, 90);
        canvas.Rectangle(0, 0, 900, 1_200, canvas.Across("#c8b498", "#e4d4b8", "#a89070"));
        canvas.Rectangle(90, 280, 300, 560, canvas.Down("#f4f2ec", "#c4beb4"));
        canvas.Rectangle(120, 470, 240, 210, canvas.Down("#3c3430", "#e0843c"));
        canvas.Rectangle(70, 260, 340, 34, "#54504c");
        canvas.Rectangle(560, 40, 260, 380, canvas.Down("#fbfdf4", "#e4f0dc"));
        canvas.Line($"M690 40V420M560 230H820", "#d8ccb4", 14);
        Figures.Stand(canvas, 640, 960, 560, 0.17, new Clothes(["#5c7c64", "#3c5444"], ["#4c5468", "#343a4c"], ["#7c5c40", "#4c3828"]),
            (40, 40));
        canvas.EndPlane(15);
        canvas.Path($"M-20 900H920V1220H-20Z", canvas.Down("#d4b084", "#8c6844"), Filters.Wood);
        Light.Beam(canvas, 400, 900, 260, 0.35);
        canvas.EndPlane(2.6);
        Figures.Stand(canvas, 380, 1_120, 470, 0.3, new Clothes(["#e88c7c", "#c85c54", "#8c3434"], ["#f4ece0", "#c8beb0"], IdaHair), (74,
            70), 0.26);
        return canvas.Jpeg(0.5);
    }
}
