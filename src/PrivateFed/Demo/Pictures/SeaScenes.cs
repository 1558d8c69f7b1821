namespace PrivateFed.Demo.Pictures;

/// <summary>Photos of the lake, the islands and the boat.</summary>
internal static class SeaScenes
{
    private static readonly string[] NilsHair = ["#dcb878", "#a9824c", "#5c4028"];

    public static byte[] BoatAtMidnight()
    {
        var canvas = new Canvas(1_200, 800, 41);
        Sky.Draw(canvas, 400, "#5f7fa8", "#c4b4bc", "#f6c99a", "#ffdca6");
        Sky.Clouds(canvas, 380, "#ffe3d0", 0.6);
        Sky.Sun(canvas, 380, 372, 15, "#ffb35c");
        Water.Draw(canvas, 400, "#f4cfa2", "#a9a6b4", "#52698c", "#2c4262");
        Water.Mirror(canvas, 400, 0.7, () => Hills.Wood(canvas, 385, 40, canvas.Down("#5d6a80", "#8d8188"), 402));
        canvas.EndPlane(5);
        Water.SunPath(canvas, 380, 400, 60, "#ffe9bd");
        Water.Waves(canvas, 400, "#ffdcb4", "#2a3f60", 0.3);
        Light.Patch(canvas, 800, 616, 180, 26, "#182438", 0.9);
        Things.RowingBoat(canvas, 800, 606, 330, "#5c4a44", "#1c1a20");
        return canvas.Jpeg(0.4);
    }

    public static byte[] SwimmingLesson()
    {
        var canvas = new Canvas(1_200, 900, 42);
        canvas.Rectangle(0, 0, 1_200, 900, canvas.Down("#9cc4d4", "#5c9cb4", "#2c6c8c"));
        Light.Patch(canvas, 300, 60, 500, 70, "#4c7c5c", 0.9);
        Light.Patch(canvas, 950, 30, 400, 80, "#3c6c4c", 0.9);
        canvas.EndPlane(9);
        Water.Waves(canvas, 150, "#e8f6fa", "#1c5474", 0.4);
        Light.Patch(canvas, 420, 440, 320, 200, "#f0fbff", 0.4);
        Figures.Swimmer(canvas, 610, 470, 190, NilsHair);
        canvas.Ellipse(470, 580, 120, 34, canvas.Across("#ff9c4c", "#d8601c"));
        canvas.Ellipse(750, 580, 120, 34, canvas.Across("#ff9c4c", "#c8541c"));
        for (var drop = 0; drop < 60; drop++)
        {
            canvas.Ellipse(610 + canvas.Choose(-280, 280), 560 + canvas.Choose(-190, 50), canvas.Choose(2, 7), canvas.Choose(2, 8),
                "#ffffff", "fill-opacity='0.8'");
        }
        return canvas.Jpeg(0.1);
    }

    public static byte[] NewBoat()
    {
        var canvas = new Canvas(900, 1_200, 43);
        Sky.Draw(canvas, 700, "#5c90c8", "#a9cbe4", "#e8eef0");
        Sky.Clouds(canvas, 640, "#ffffff", 0.9);
        Water.Draw(canvas, 690, "#b4ccd8", "#5c88a8", "#2c5878");
        Hills.Wood(canvas, 684, 34, canvas.Down("#6c8490", "#8c9ca0"), 692);
        canvas.EndPlane(5);
        canvas.Begin("opacity='0.5' " + Filters.Ripple);
        canvas.Begin("transform='translate(0 1640) scale(1 -1)'");
        Things.SailingBoat(canvas, 440, 820, 560, ["#e8eaec", "#f6f4ee"], "#b8443c");
        canvas.End();
        canvas.End();
        canvas.EndPlane(2);
        Water.Waves(canvas, 700, "#e4f2f8", "#1f4866", 0.35);
        Things.SailingBoat(canvas, 440, 820, 560, ["#ffffff", "#e6e2da", "#c4c8d0"], "#b8443c");
        Figures.Head(canvas, 350, 742, 44, new Clothes([], [], ["#6c4c34", "#4a3222"]));
        canvas.Line($"M326 786h52", "#e8b43c", 34);
        return canvas.Jpeg(0);
    }

    public static byte[] OpenWindow()
    {
        var canvas = new Canvas(900, 1_200, 44);
        Sky.Draw(canvas, 560, "#c4cdd4", "#dfe2e2", "#f0e9de");
        Water.Draw(canvas, 555, "#d8dcdc", "#a4b2ba", "#8796a0");
        canvas.Line($"M0 556H900", "#8c9aa4", 5);
        Light.Patch(canvas, 420, 640, 280, 60, "#fffaf0", 0.8);
        canvas.EndPlane(7);
        canvas.Path($"M-10 -10H910V1210H-10ZM190 120V860H720V120Z", canvas.Down("#b9aa98", "#8c7e70"), "fill-rule='evenodd'");
        canvas.Path($"M166 96H744V884H166ZM190 120V860H720V120Z", canvas.Across("#f8f5ee", "#dcd6cc"), "fill-rule='evenodd'");
        canvas.Path($"M720 120L860 60V930L720 860Z", "#eef2f2", "fill-opacity='0.35'");
        canvas.Line($"M720 120L862 58V930L720 860ZM720 480L862 486", "#f4f0e8", 20);
        canvas.Path($"M120 884H800L850 960H70Z", canvas.Down("#fcfaf4", "#c4bcb0"), Filters.Bumps);
        for (var fold = 0; fold < 16; fold++)
        {
            var x = 150 + (fold * 12.0);
            canvas.Path(
                $"""
                M{x:0} 60C{x + 30:0} 340 {x + 130 + (fold * 4):0} 520 {x + 40 + (fold * 9):0} 980L{x + 66 + (fold * 9):0} 984
                C{x + 170 + (fold * 4):0} 520 {x + 60:0} 340 {x + 22:0} 60Z
                """,
                fold % 2 == 0 ? "#ffffff" : "#d6d4d0", "fill-opacity='0.6'");
        }
        canvas.Line($"M60 60H860", "#6c5a48", 14);
        Things.Cup(canvas, 620, 830, 90, ["#e8eef4", "#8ca4c4", "#54709c"], "#3c4a5c");
        Trees.Crown(canvas, 620, 770, 70, 60, "#4c7444", "#f6d458", "#fbe89c");
        return canvas.Jpeg(0.1);
    }

    public static byte[] Islands()
    {
        var canvas = new Canvas(1_500, 500, 45);
        Sky.Draw(canvas, 260, "#5c94d0", "#b4d4ea", "#f2efe0");
        Sky.Clouds(canvas, 220, "#ffffff", 0.8);
        Water.Draw(canvas, 255, "#cfe2ea", "#6ca0c4", "#2c648c");
        Water.Mirror(canvas, 255, 0.6, () =>
            canvas.Path($"M60 256Q160 214 300 240T560 256ZM900 256Q1060 206 1200 238T1440 256Z", canvas.Down("#7c94a0", "#a4b0b0")));
        canvas.EndPlane(3.4);
        Water.Waves(canvas, 262, "#f4fbff", "#245478", 0.4);
        canvas.Path($"M-20 340Q120 280 260 312Q380 330 430 352Q200 372 -20 366Z", canvas.Down("#c8b4a4", "#7c706c"), Filters.Bumps);
        foreach (var x in (double[])[40, 96, 170])
        {
            Trees.Fir(canvas, x, 318, canvas.Choose(70, 130), "#4c6c54", "#2c4838");
        }
        Things.SailingBoat(canvas, 980, 318, 170, ["#ffffff", "#dcdcd8"], "#b8443c");
        return canvas.Jpeg(0.1);
    }

    public static byte[] SailFromBelow()
    {
        var canvas = new Canvas(800, 1_200, 46);
        Sky.Draw(canvas, 1_200, "#2c6cb8", "#6ca4dc", "#bcdcf0");
        Sky.Clouds(canvas, 1_200, "#ffffff", 0.8);
        canvas.EndPlane(6);
        Light.Patch(canvas, 500, 360, 300, 300, "#fff6d8", 0.8);
        canvas.Path($"M330 -40Q560 500 800 960L330 1090Z", canvas.Across("#ffffff", "#f2e8d4", "#c4c0bc"), Filters.Bumps);
        canvas.Path($"M290 30Q180 600 -30 930L286 1010Z", canvas.Across("#d4d8dc", "#f8f6f0"), Filters.Bumps);
        for (var seam = 0; seam < 6; seam++)
        {
            canvas.Line(
                $"""
                M330 {200 + (seam * 150)}Q{450 + (seam * 40)} {230 + (seam * 150)} {420 + (seam * 74)} {180 + (seam * 142)}
                """, "#a8a49c", 2);
        }
        canvas.Path($"M296 1240L306 -20H330L340 1240Z", canvas.Across("#e8c898", "#94683c", "#5c3c20"), Filters.Wood);
        canvas.Path($"M300 1090L820 950V992L300 1140Z", canvas.Down("#c49860", "#6c4424"), Filters.Wood);
        canvas.Line($"M318 -20L-20 700M320 -20L840 620", "#3c3c40", 3);
        return canvas.Jpeg(0.2);
    }

    public static byte[] FishInTheEvening()
    {
        var canvas = new Canvas(1_200, 800, 47);
        Sky.Draw(canvas, 300, "#8c9cc8", "#f0bc9c", "#ffd89c");
        Water.Draw(canvas, 296, "#ffd8a4", "#b49ca8", "#4c6488", "#2c4060");
        Water.Mirror(canvas, 296, 0.7, () => Hills.Wood(canvas, 280, 60, canvas.Down("#5c5c74", "#947c80"), 298));
        canvas.EndPlane(6);
        Water.SunPath(canvas, 760, 300, 120, "#ffe8b8");
        Water.Waves(canvas, 300, "#ffdcb0", "#24385c", 0.4);
        canvas.Path($"M330 570q90 -60 190 -20l30 30q-120 30 -220 -10Z", canvas.Across("#e0a884", "#8c5c48"));
        canvas.Line($"M500 556q70 -110 140 -80", "#d89c7c", 26);
        canvas.Line($"M500 548q70 -110 134 -84", "#ffd8a8", 6);
        Figures.Head(canvas, 560, 548, 84, new Clothes([], [], NilsHair));
        canvas.Ellipse(480, 590, 220, 20, "#fff0d0", "fill-opacity='0.5'");
        for (var drop = 0; drop < 90; drop++)
        {
            canvas.Ellipse(610 + canvas.Choose(-170, 130), 520 + canvas.Choose(-130, 70), canvas.Choose(1, 5), canvas.Choose(1, 6),
                "#fff4dc", "fill-opacity='0.8'");
        }
        return canvas.Jpeg(0.4);
    }

    public static byte[] BayFromAbove()
    {
        var canvas = new Canvas(1_200, 900, 48);
        Sky.Draw(canvas, 300, "#6c9cd4", "#c4dcec", "#f0eee0");
        Sky.Clouds(canvas, 270, "#ffffff", 0.8);
        Hills.Ridge(canvas, 280, 22, 0.4, canvas.Down("#8ca4bc", "#b4c4cc"));
        Water.Draw(canvas, 330, "#b8d8e4", "#4c94bc", "#2c7898");
        canvas.EndPlane(4);
        canvas.Path($"M-20 420Q260 380 420 450T560 640Q520 780 640 920H-20Z", canvas.Down("#8ca46c", "#4c6c3c"), Filters.Bumps);
        canvas.Path($"M1220 400Q1000 390 900 470T960 660Q1080 760 1040 920H1220Z", canvas.Down("#8ca46c", "#4c6c3c"), Filters.Bumps);
        canvas.Line($"M430 452Q590 560 558 650Q524 780 640 930M900 470Q800 570 960 662Q1080 760 1040 930", "#f0dcae", 16);
        canvas.Path($"M620 900Q700 640 820 640T1000 900Z", canvas.Glow("#7cd0cc", 0.7));
        foreach (var (x, y, size) in ((double, double, double)[])[(640, 520, 46), (740, 600, 70), (700, 450, 34)])
        {
            Things.SailingBoat(canvas, x, y, size, ["#ffffff", "#e0e0dc"], "#f0ece4");
        }
        canvas.EndPlane(1.4);
        for (var i = 0; i < 7; i++)
        {
            Trees.Fir(canvas, 30 + (i * 64), 900 + canvas.Choose(0, 60), canvas.Choose(190, 420), "#3c5c40", "#1f3828");
        }
        Trees.Crown(canvas, 1_080, 860, 200, 120, "#3c5c34", "#6c8c44", "#a4b85c");
        return canvas.Jpeg(0.2);
    }

    public static byte[] SummerHouse()
    {
        var canvas = new Canvas(1_000, 1_000, 49);
        Sky.Draw(canvas, 620, "#5c98d8", "#a8d0ec", "#e8f0ec");
        Sky.Clouds(canvas, 500, "#ffffff", 0.9);
        Trees.Crown(canvas, 150, 420, 240, 250, "#3c6438", "#6c9448", "#a8bc68");
        Trees.Crown(canvas, 870, 400, 240, 260, "#3c6438", "#6c9448", "#a8bc68");
        canvas.EndPlane(8);
        canvas.Rectangle(0, 600, 1_000, 410, canvas.Down("#a4bc5c", "#5c7c38"));
        Light.Patch(canvas, 520, 650, 340, 34, "#1c2c10", 0.6);
        Buildings.House(canvas, 240, 645, 540, ["#f2d88c", "#d0a850"], ["#b8583c", "#8c3c2c"], ["#a8c8dc", "#5c7c94", "#3c5468"],
            "#fffdf6");
        Things.Path(canvas, 408, 645, 40, 150, "#e4d4ac", "#b09c74", Filters.Bumps);
        canvas.EndPlane();
        Trees.Grass(canvas, 740, 70, 380, "#6c9440", "#a4bc5c", "#486c30");
        Trees.Flowers(canvas, 780, 980, 22, 44, "#ffffff", "#f0c040");
        Trees.Flowers(canvas, 820, 990, 24, 16, "#d8485c", "#3c2424");
        return canvas.Jpeg(0.3, blur: 1.6);
    }

    public static byte[] JumpFromTheJetty()
    {
        var canvas = new Canvas(900, 1_200, 50);
        Sky.Draw(canvas, 560, "#7c9ccc", "#f0c8a4", "#ffe2ac");
        Sky.Sun(canvas, 620, 440, 30, "#ffc46c");
        Water.Draw(canvas, 556, "#ffe0b0", "#a0a4b8", "#4c6890", "#34507c");
        Water.Mirror(canvas, 556, 0.7, () => Hills.Wood(canvas, 540, 60, canvas.Down("#6c6c84", "#a48c84"), 558));
        canvas.EndPlane(7);
        Water.SunPath(canvas, 620, 560, 90, "#fff0c8");
        Water.Waves(canvas, 560, "#ffe4bc", "#2c4468", 0.35);
        Things.Jetty(canvas, 260, 700, 0.34, "#8c6c50", "#3c2c24");
        Figures.Stand(canvas, 520, 640, 290, 0.22, new Clothes(["#c08868", "#7c4c3c"], ["#2c4c7c", "#182c4c"], NilsHair), (128, 134), 0.3);
        return canvas.Jpeg(0.5);
    }

    public static byte[] LastSwim()
    {
        var canvas = new Canvas(1_200, 800, 51);
        Sky.Draw(canvas, 360, "#34406c", "#8c5c84", "#e8785c", "#ffb060");
        Sky.Clouds(canvas, 330, "#ff9c74", 0.9);
        Sky.Sun(canvas, 620, 340, 22, "#ff9440");
        Water.Draw(canvas, 360, "#ffac68", "#a8587c", "#3c3868", "#1c2044");
        canvas.Path($"M-20 361Q120 330 300 350T480 361ZM780 361Q960 326 1220 340V361Z", "#3c2c50");
        canvas.EndPlane(4);
        Water.SunPath(canvas, 620, 362, 70, "#ffcc88");
        Water.Waves(canvas, 366, "#ff9c78", "#181c40", 0.35);
        Figures.Swimmer(canvas, 480, 520, 46, ["#2c2030", "#181420", "#0c0a14"]);
        Figures.Swimmer(canvas, 740, 560, 60, ["#2c2030", "#181420", "#0c0a14"]);
        return canvas.Jpeg(0.4);
    }

    public static byte[] SeaBesideTheRoad()
    {
        var canvas = new Canvas(1_200, 900, 52);
        Sky.Draw(canvas, 380, "#6c8cb8", "#b8c8d8", "#f4e0c4");
        Sky.Clouds(canvas, 360, "#fff0e0", 0.9);
        Water.Draw(canvas, 376, "#d8dcd8", "#7c9cb4", "#44687c");
        Light.Patch(canvas, 860, 440, 300, 60, "#fff4dc", 0.9);
        canvas.EndPlane(4);
        Water.Waves(canvas, 382, "#ffffff", "#345c74", 0.45);
        canvas.Path($"M-20 700Q240 640 430 690T760 740T1220 690V920H-20Z", canvas.Down("#a49488", "#5c544e"), Filters.Bumps);
        canvas.Line($"M-20 700Q240 640 430 690T760 740T1220 690", "#f8fafa", 30, Filters.Rough);
        canvas.EndPlane(1.6);
        Trees.Grass(canvas, 730, 200, 190, "#c8a45c", "#e8cc8c", "#7c6c3c");
        foreach (var x in (double[])[120, 470, 820, 1_150])
        {
            canvas.Rectangle(x, 560, 34, 360, canvas.Across("#c4b4a4", "#7c6c60", "#4c4440"), Filters.Wood);
        }
        canvas.Line($"M-20 640Q300 660 600 644T1220 640M-20 740Q300 764 600 746T1220 742", "#5c5450", 7);
        return canvas.Jpeg(0.2);
    }

    public static byte[] EmptyBay()
    {
        var canvas = new Canvas(1_200, 800, 53);
        Sky.Draw(canvas, 420, "#a9b2bc", "#c4cacf", "#d8dadb");
        Water.Draw(canvas, 410, "#d2d6d8", "#a4aeb6", "#74828e");
        Water.Mirror(canvas, 410, 0.6, () => Hills.Wood(canvas, 380, 90, canvas.Down("#8c989f", "#b4babd"), 412));
        Light.Fog(canvas, 410, 90, "#e2e4e5", 1);
        canvas.EndPlane(7);
        Water.Waves(canvas, 430, "#e8ecee", "#67757f", 0.25);
        Things.Jetty(canvas, 520, 470, 0.26, "#8c857e", "#4a4542");
        canvas.Ellipse(850, 560, 30, 26, canvas.Round("#ff9c5c", "#d8541c", "#7c2808"));
        canvas.Ellipse(850, 592, 34, 8, "#b8603c", "fill-opacity='0.5'");
        return canvas.Jpeg(-0.3);
    }

    public static byte[] JettyInTheRain()
    {
        var canvas = new Canvas(1_280, 720, 54);
        Sky.Draw(canvas, 380, "#5f6b78", "#7c8792", "#98a2a9");
        Water.Draw(canvas, 350, "#8e999f", "#66747e", "#434f5a");
        Water.Mirror(canvas, 350, 0.5, () => Hills.Wood(canvas, 320, 80, canvas.Down("#4c5a60", "#6c797f"), 352));
        Light.Fog(canvas, 350, 70, "#a3acb1", 0.9);
        canvas.EndPlane(5);
        Water.Waves(canvas, 370, "#b4c0c6", "#3c4852", 0.4);
        Things.Jetty(canvas, 660, 410, 0.3, "#6e6a66", "#34302e");
        return canvas.Jpeg(-0.4);
    }

    /// <summary>Drops on black, which brighten what they are laid over.</summary>
    public static byte[] Rain()
    {
        var canvas = new Canvas(1_280, 720, 55);
        canvas.Rectangle(0, 0, 1_280, 720, "#000");
        for (var drop = 0; drop < 420; drop++)
        {
            var (x, y, length) = (canvas.Choose(0, 1_280), canvas.Choose(0, 720), canvas.Choose(14, 34));
            canvas.Line($"M{x:0} {y:0}l{-length * 0.08:0.0} {length:0}", "#9aa6b0", 1.4,
                FormattableString.Invariant($"stroke-opacity='{canvas.Choose(0.15, 0.5):0.00}'"));
        }
        return canvas.Jpeg();
    }
}
