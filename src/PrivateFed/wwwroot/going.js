// A post whose author pressed Share while its photos were still on their way, and whose page was closed: what is left of it is sent here, by the
// service worker or by whatever page of the house is open. Read by both, hence no exports (see kept.js).

(() => {
  const alone = (name, work) => navigator.locks ? navigator.locks.request(name, work) : work();

  // The proof of where a form comes from, for whoever is signed in here now.
  async function signedIn() {
    const page = await (await fetch("/write", { headers: { Accept: "text/html" } })).text();
    const proof = page.match(/name="__RequestVerificationToken"[^>]* value="([^"]+)"/), author = page.match(/data-author="([^"]+)"/);
    return { proof: proof?.[1], author: author?.[1] };
  }

  // As upload.js does, which shows its progress on a page. The photo's id in the house; "taken" when a post has it already, "refused" when the house does not want it.
  async function sendPhoto(sentAs, proof) {
    const asked = await fetch(`/write/photos?sentAs=${sentAs}`);
    const known = meaning(asked, await asked.text());
    if (known) {
      return known;
    }
    const photo = await self.kept.photoOf(sentAs);
    if (!photo) {
      return "refused";
    }
    const body = new FormData();
    body.append("sentAs", sentAs);
    body.append("file", photo.file);
    const answer = await fetch("/write/photos", { method: "POST", headers: { RequestVerificationToken: proof }, body });
    return meaning(answer, await answer.text());
  }

  function meaning(answer, html) {
    switch (answer.status) {
      case 200: return html.match(/data-photo="([0-9a-f-]+)"/)?.[1];
      case 204: return "taken";
      case 413: case 422: return "refused";
      default: throw new Error(`The house answered ${answer.status}.`);
    }
  }

  // How it ended: "done", or "trouble" when its author has to look. Thrown is what the next try may mend.
  async function share(wish) {
    const { proof, author } = await signedIn();
    if (author !== wish.author) {
      throw new Error("Its author is not signed in here.");
    }
    for (const photo of wish.photos.filter(one => !one.id)) {
      const sent = await alone(`sending-${photo.sentAs}`, () => sendPhoto(photo.sentAs, proof));
      if (sent === "taken") {
        return "done";
      }
      if (sent === "refused") {
        return "trouble";
      }
      photo.id = sent;
      await self.kept.keepWish(wish);
    }
    // Its author has seen that one was refused, and has not said what to do.
    if (wish.isLacking) {
      return "trouble";
    }
    const body = new URLSearchParams(wish.form);
    body.set("__RequestVerificationToken", proof);
    wish.photos.forEach(photo => body.append("Input.PhotoIds", photo.id));
    const answer = await fetch("/write", { method: "POST", body, redirect: "manual" });
    if (answer.type !== "opaqueredirect" && !answer.ok) {
      throw new Error(`The house answered ${answer.status}.`);
    }
    // A page instead of the way on says what is wrong.
    return answer.ok ? "trouble" : "done";
  }

  async function goOn(id) {
    const wish = await self.kept.wishOf(id);
    if (!wish || wish.end) {
      return;
    }
    wish.end = await share(wish);
    if (wish.end === "done") {
      await Promise.all(wish.photos.filter(photo => photo.sentAs).map(photo => self.kept.dropPhoto(photo.sentAs)));
    }
    await self.kept.keepWish(wish);
  }

  self.going = {
    // An open composer holds its post's lock, and does all this itself.
    async all() {
      for (const { id } of await self.kept.wishes()) {
        await alone(`sharing-${id}`, () => goOn(id));
      }
    },
  };
})();
