using PrivateFed.Demo.Pictures;
using PrivateFed.Posts;

namespace PrivateFed.Demo;

/// <summary>A photo, with its description.</summary>
/// <param name="Draw">Draws it, as a JPEG.</param>
internal sealed record DemoPhoto(Func<byte[]> Draw, string Description);

/// <summary>A film or voice message, with its description.</summary>
internal sealed record DemoRecording(Func<DemoRecordings, CancellationToken, Task<byte[]>> Record, string Description);

/// <summary>A comment on a post; Joe's come from his own server.</summary>
internal sealed record DemoComment(string By, string Text);

/// <summary>One post of the demo.</summary>
/// <param name="DaysAgo">Days before the day on which the demo is filled.</param>
/// <param name="Hour">In UTC.</param>
/// <param name="By">The author's handle.</param>
/// <param name="Text">Markdown.</param>
internal sealed record DemoPost(int DaysAgo, int Hour, string By, string Text)
{
    public DemoPhoto[] Photos { get; init; } = [];

    /// <summary>What the post is about; where none can be made, there is no such post.</summary>
    public DemoRecording? Recording { get; init; }

    public DemoComment[] Comments { get; init; } = [];

    /// <summary>Handles of the people who react with a heart.</summary>
    public string[] Hearts { get; init; } = [];

    /// <summary>Null for everyone.</summary>
    public string? Circle { get; init; }

    /// <summary>Kind of life event; null for an ordinary post.</summary>
    public LifeEventKind? Kind { get; init; }

    public string Title { get; init; } = "";

    /// <summary>Number of days before today on which it happened; null when it was shared on the day.</summary>
    public int? HappenedDaysAgo { get; init; }

    /// <summary>The text before an edit one hour later; null when the post was never edited.</summary>
    public string? FirstPut { get; init; }
}

/// <summary>A draft.</summary>
/// <param name="By">The author's handle.</param>
/// <param name="Text">Markdown.</param>
/// <param name="InDays">Days until it is published automatically; null when its author will share it.</param>
internal sealed record DemoDraft(string By, string Text, int? InDays = null)
{
    public LifeEventKind? Kind { get; init; }

    public string Title { get; init; } = "";
}

/// <summary>Two years of a family, oldest first.</summary>
internal static class DemoStory
{
    public const string Album = "Summer in Sweden";

    public static readonly IReadOnlyList<DemoPost> Posts =
    [
        new(730, 18, "mara",
            "So here we are, in a house of our own. Nobody looking over our shoulder, nobody selling anything. **Come on in.**")
        {
            Kind = LifeEventKind.Move, Title = "A house of our own",
            Photos = [new(WinterScenes.HouseInNovember, "The red house with its white trim, between two bare trees")],
            Hearts = ["ingrid", "tom", "lena", "astrid"],
            Comments = [new("ingrid", "I found the door all by myself!")],
        },
        new(722, 7, "tom", "First frost on the windscreen. Nils licked it. He reports that it tastes like *car*.")
        {
            Hearts = ["ingrid", "olle"],
        },
        new(717, 16, "mara", "Saffron buns, forty of them. Eleven left.")
        {
            Photos = [new(TableScenes.SaffronBuns, "A tray of saffron buns, each with two raisins")],
            Hearts = ["ingrid", "karl"],
        },
        new(706, 19, "lena", "Merry Christmas from the three of us. The goat is made of straw and has survived, so far.")
        {
            Photos = [new(WinterScenes.StrawGoat, "A straw goat with red ribbons before the lights of the tree")],
            Hearts = ["tom", "mara", "ingrid"],
        },
        new(702, 20, "lena",
            "Found in Mum's drawer: the two of them on the church steps, in the rain, an hour late. Nobody in the family has been on time "
                + "since.")
        {
            Photos = [new(FamilyScenes.ChurchStepsInTheRain, "An old photo: bride and groom under an umbrella on the church steps")],
            Kind = LifeEventKind.Wedding,
            Title = "Ingrid and Axel",
            HappenedDaysAgo = 20_267,
            Hearts = ["tom", "ingrid", "mara"],
            Comments = [new("ingrid", "That wasn't rain. That was weather.")],
        },
        new(698, 11, "tom", "Happy New Year, all of you. We slept through it, all three of us, for the first time since 2019.")
        {
            Comments = [new("karl", "Lucky people.")],
        },
        new(664, 15, "mara", "The ice holds. Nils has skates now, and a bruise he's proud of.")
        {
            Photos =
            [
                new(WinterScenes.BoyOnTheIce, "Nils on the ice in a yellow jacket, arms out"),
                new(WinterScenes.MarksOnTheIce, "White marks of skates on blue ice, and reeds"),
            ],
            Hearts = ["ingrid"],
        },
        new(655, 20, "mara", "Just for the two of you: we're expecting. **Late summer.** Don't tell anybody yet, not even the dog.")
        {
            Circle = "Grandparents",
            Hearts = ["ingrid", "astrid"],
            Comments = [new("astrid", "I told the dog. He can keep a secret.")],
        },
        new(640, 9, "tom", "A week in the mountains: four days of sun, two of fog, one of *\"my boots are too small\"*.")
        {
            Photos =
            [
                new(WinterScenes.Mountains, "Snowy ridges one behind the other, under a blue sky"),
                new(WinterScenes.FirsInFog, "A snowy fir in the fog"),
                new(WinterScenes.LastLightOnTheSlope, "Two on skis, one of them small, and the sun going down behind the mountains"),
            ],
            Hearts = ["lena", "astrid"],
        },
        new(620, 18, "mara", "It's official: Nils will be a big brother in August. He has asked if it could be a cat.")
        {
            Hearts = ["ingrid", "tom", "lena", "karl", "astrid", "sofie"],
            Comments = [new("sofie", "I cried on the tram."), new("bo", "A cat would be cheaper.")],
        },
        new(611, 12, "lena", "Olle's choir is singing in the cathedral on the 12th at six. Who's coming?")
        {
            Comments = [new("tom", "All of us. Third row."), new("ingrid", "I'll bring tissues.")],
        },
        new(571, 17, "tom", "Forty today. The knees say fifty, the cake says one.")
        {
            Photos = [new(TableScenes.FortyAndOneCandle, "A cake with cream and one candle in a dark room")],
            Hearts = ["mara", "lena", "ingrid", "olle", "karl"],
            Comments = [new("lena", "Happy birthday, little brother!")],
        },
        new(536, 10, "lena", "Midsummer lunch for twenty. If you're bringing herring, tell Karl, or we'll have nine kinds again.")
        {
            Photos = [new(SummerScenes.TableInTheMeadow, "A long table with a white cloth under birches")],
            Comments = [new("karl", "Nine kinds weren't enough."), new("ingrid", "I'll bring the tenth.")],
        },
        new(527, 7, "tom", "It didn't get dark, and nobody went to bed.")
        {
            Photos =
            [
                new(SeaScenes.BoatAtMidnight, "A rowing boat on the bright lake, the sun just above the trees"),
                new(SummerScenes.MistOverTheHills, "Mist between the hills, the sky still pink"),
                new(SummerScenes.MeadowAtMidnight, "Daisies in the grass, with the light behind them"),
                new(SummerScenes.HouseAtMidnight, "The red house and the flag under a pink sky"),
            ],
            Hearts = ["mara", "ingrid", "olle"],
        },
        new(497, 14, "mara", "Swimming lessons. He swims like a very determined spoon.")
        {
            Photos = [new(SeaScenes.SwimmingLesson, "Nils in the water with orange armbands, from behind")],
            Hearts = ["ingrid"],
        },
        new(471, 6, "mara",
            "3,410 grams, 51 centimetres, at ten past four this morning. All three of us are well, and one of us is asleep.")
        {
            Photos = [new(FamilyScenes.Newborn, "A small striped cap, one ear and a white blanket")],
            Kind = LifeEventKind.Birth,
            Title = "Ida",
            HappenedDaysAgo = 471,
            Hearts = ["tom", "ingrid", "lena", "karl", "olle", "astrid", "sofie", "bo"],
            Comments = [new("ingrid", "Kiss her feet for me."), new("bo", "The whole oil rig has seen the picture.")],
        },
        new(470, 16, "tom", "Nils has met her. He says she's *\"quite small, but she'll do\"*.")
        {
            Photos = [new(FamilyScenes.NilsAtTheBasket, "Nils beside the basket, one hand on its edge, from behind")],
            Hearts = ["mara", "ingrid", "astrid"],
        },
        new(467, 19, "lena", "Back to school. Olle is taller than me now, and mentions it daily.") { Hearts = ["tom"] },
        new(443, 15, "mara", "Baptism in the little church, then coffee for thirty in the garden. Thank you, all of you.")
        {
            Photos =
            [
                new(FamilyScenes.LittleChurch, "The white church on its hill"),
                new(TableScenes.BaptismCandle, "The font, flowers and a candle"),
                new(FamilyScenes.CoffeeInTheGarden, "Two cups on a white cloth, guests among the trees"),
                new(TableScenes.CakeStillWhole, "The cake, still whole, with red berries"),
                new(FamilyScenes.NilsInAWhiteShirt, "Nils in a white shirt in the garden, from behind"),
                new(TableScenes.CrumbsOnAPlate, "What was left of the cake: a bite and crumbs on a plate"),
            ],
            Hearts = ["ingrid", "sofie", "astrid", "lena"],
            Comments = [new("sofie", "My first day as a godmother. I'm still practising.")],
        },
        new(428, 12, "mara", "Chanterelles! Where stays a secret, even here.")
        {
            Photos = [new(SummerScenes.Chanterelles, "A basket full of chanterelles on the moss")],
            Hearts = ["karl", "astrid"],
            Comments = [new("karl", "Behind the quarry?"), new("mara", "No comment.")],
        },
        new(398, 20, "tom", "Three hours of sleep, in four pieces. Ask me anything. I won't know.")
        {
            Comments = [new("karl", "It does end. Ours did, after two years.")],
        },
        new(359, 15, "mara", "Ida laughed! The reason: a spoon.")
        {
            Photos = [new(FamilyScenes.IdaAndTheSpoon, "Ida in her high chair, from behind, holding up a spoon")],
            Hearts = ["ingrid", "tom", "astrid", "sofie", "lena"],
        },
        new(350, 17, "lena", "Grandfather's clock is back from the repair shop. It strikes thirteen, as it always has.")
        {
            Hearts = ["ingrid", "tom"],
        },
        new(340, 18, "tom", "Christmas with one who believes in it all and one who eats the wrapping paper.")
        {
            Photos = [new(WinterScenes.WrappingPaper, "Presents under the tree, and paper and ribbon on the floor")],
            Hearts = ["ingrid", "bo"],
        },
        new(280, 9, "mara", "First tooth, lower left. She bit the doctor.") { Hearts = ["ingrid", "sofie"] },
        new(260, 18, "mara",
            "She died the night before last, at ninety-four, in her own bed, with the window open as she liked it. The funeral is on "
                + "Friday at two. She asked for *no black*.")
        {
            Kind = LifeEventKind.Farewell, Title = "Aunt Märta", HappenedDaysAgo = 262, Hearts = ["ingrid", "tom"],
            Photos = [new(SeaScenes.OpenWindow, "An open window with a white curtain, behind it the calm sea")],
            Comments = [new("ingrid", "She taught me to row. I'll wear the yellow coat."), new("lena", "We are all coming.")] },
        new(240, 16, "tom", "Nils rides a bike on two wheels now. Next lesson: brakes.")
        {
            Photos = [new(SummerScenes.OnTwoWheels, "Nils rides away down the path on his bike")],
            Hearts = ["mara", "ingrid", "karl"],
        },
        new(226, 10, "lena", "We bought the boat. It floats, mostly.")
        {
            Photos = [new(SeaScenes.NewBoat, "A small red boat with white sails")],
            Hearts = ["tom", "olle"],
            Comments = [new("tom", "Define mostly."), new("karl", "Bring a bucket.")],
        },
        new(214, 11, "lena", "Olle's voice has broken. The choir has lost a soprano and gained a door hinge.")
        {
            Circle = "Holms",
            Comments = [new("olle", "MUM.")],
        },
        new(186, 19, "mara", "Ten years married. He remembered. I didn't.")
        {
            Photos = [new(TableScenes.TwoGlasses, "Two glasses and a candle on the table, in the evening")],
            Hearts = ["ingrid", "lena", "astrid"],
            Comments = [new("tom", "I'll be mentioning it for the next ten.")],
        },
        new(172, 13, "tom", "She can stand! Four seconds, holding on to the cat we don't have.")
        {
            Photos = [new(FamilyScenes.IdaStands, "Ida stands by the window, one hand on a chair, from behind")],
            Hearts = ["ingrid", "mara", "lena", "sofie", "astrid", "bo"],
        },
        new(155, 20, "lena", "Four weeks of islands. We'll come back sunburned and impossible to talk to.")
        {
            Photos =
            [
                new(SeaScenes.Islands, "Low islands and a boat far out"),
                new(SeaScenes.SailFromBelow, "The sails from below, against the sky"),
            ],
            Hearts = ["tom"],
        },
        new(141, 17, "mara", "Last year he swam like a spoon. This year he's a fish.")
        {
            Photos =
            [
                new(SeaScenes.FishInTheEvening, "Nils swims in the evening light"),
                new(SeaScenes.BayFromAbove, "The bay from above, with three boats"),
                new(SeaScenes.SummerHouse, "The yellow summer house among the flowers"),
                new(SeaScenes.JumpFromTheJetty, "Nils jumps from the jetty, arms up"),
                new(SeaScenes.LastSwim, "Two heads in the water, and the sun going down"),
            ],
            Hearts = ["ingrid", "astrid", "karl"],
        },
        new(106, 15, "mara",
            "One year old, two candles, to keep the peace. She blew out one, Nils the other, and then there was a discussion.")
        {
            Photos = [new(TableScenes.TwoCandles, "Ida's cake with two candles, one of them out, and two heads in front of it")],
            Hearts = ["sofie", "ingrid", "bo"],
        },
        new(104, 8, "tom", "The bag is bigger than he is.")
        {
            Kind = LifeEventKind.School,
            Title = "Nils starts school",
            FirstPut = "The bag is bigger then he is.",
            Photos = [new(FamilyScenes.FirstDayOfSchool, "Nils on the way to school, from behind: mostly bag")],
            Hearts = ["ingrid", "lena", "astrid", "sofie"],
            Comments = [new("ingrid", "He looks like you in 1991, ears and all.")],
        },
        new(98, 17, "mara",
            "Four steps from the stove to Tom, then she sat down and laughed at us. We waited a few days to be sure it wasn't an accident.")
        {
            Photos = [new(FamilyScenes.IdaWalks, "Ida on her feet, from behind, on her way to Tom")],
            Kind = LifeEventKind.FirstSteps,
            Title = "Ida walks",
            HappenedDaysAgo = 101,
            Hearts = ["ingrid", "sofie", "astrid", "lena"],
        },
        new(70, 18, "lena", "Apples. If you can carry apples, come and take apples.")
        {
            Photos = [new(SummerScenes.Apples, "A crate full of apples in the garden")],
            Comments = [new("astrid", "I'll come on Thursday with the trailer.")],
        },
        new(44, 12, "tom", "The whole choir on bicycles, all along the coast. Joe baked for everybody.")
        {
            Photos =
            [
                new(SummerScenes.RoadAlongTheCoast, "The choir on bicycles on the road along the coast"),
                new(SeaScenes.SeaBesideTheRoad, "The sea beside the road, behind a fence"),
            ],
            Hearts = ["mara", "lena"],
        },
        new(15, 19, "mara", "Dark at four. We've put candles in all the windows, and it helps.")
        {
            Photos = [new(WinterScenes.CandlesInTheWindows, "The house in the dark, candles in all windows")],
            Hearts = ["ingrid", "astrid"],
            Comments = [new("joe", "From the road it looks like a ship.")],
        },
        new(6, 17, "tom", "Nils has lost a tooth and found a business model.")
        {
            Hearts = ["ingrid", "karl", "joe"],
            Comments = [new("joe", "What is the rate these days?"), new("tom", "Ten crowns, and rising.")],
        },
        new(5, 14, "tom", "Nils went to see whether the sea is getting fuller. It is.")
        {
            Recording = new((make, cancellation) => make.RainAsync(cancellation), "Rain on the jetty and the bay"),
            Hearts = ["ingrid", "lena"],
            Comments = [new("lena", "Tell him to leave some room for the boat.")],
        },
        new(4, 19, "mara", "Ida can hum all of it now. Listen right to the end.")
        {
            Recording = new((make, cancellation) => make.LullabyAsync(cancellation), "Ida hums a lullaby"),
            Hearts = ["ingrid", "astrid", "sofie"],
            Comments = [new("astrid", "I sang you that one, in the same bed.")],
        },
        new(3, 16, "lena", "The boat is out of the water. So is the bucket.")
        {
            Photos = [new(SeaScenes.EmptyBay, "The jetty in the fog, and a buoy without a boat")],
            Hearts = ["tom", "karl"],
        },
        new(1, 18, "mara", "First snow! Ida stood in the doorway and said her first whole sentence: *\"Who did that?\"*")
        {
            Photos =
            [
                new(WinterScenes.FirstSnow, "Fir trees in falling snow"),
                new(WinterScenes.SnowOnTheRoof, "Snow on the roof, light in the windows"),
                new(WinterScenes.RedHatInTheDoorway, "Ida in a red hat in the doorway, looking out at the snow"),
            ],
            Hearts = ["ingrid", "tom", "sofie", "joe"],
            Comments = [new("ingrid", "A question for the philosophers."), new("joe", "Please tell her it was me.")],
        },
    ];

    public static readonly IReadOnlyList<DemoDraft> Drafts =
    [
        new("mara", "He asked on the ferry, of all places, and the whole deck") { Kind = LifeEventKind.Engagement, Title = "Bo and Sofie" },
        new("mara", "Saffron buns on Saturday at three. Come early and you get to knead.", InDays: 2),
        new("tom", "Things Nils has said this week:\n\n- *\"I'm not tired, my eyes are.\"*"),
    ];
}
