// What waits on this device for a connection: photos to be sent, posts to be shared with them, and what other apps shared. Read by pages as a module and by the service
// worker as a script, hence no exports. Where a browser keeps nothing (some private windows), everything here fails and sending goes on without.

(() => {
  const lasts = 7 * 24 * 60 * 60 * 1000;

  function open() {
    return new Promise((resolve, reject) => {
      const asked = indexedDB.open("to-send", 2);
      asked.onupgradeneeded = () => ["photos", "shares", "wishes"].filter(name => !asked.result.objectStoreNames.contains(name))
        .forEach(name => asked.result.createObjectStore(name, { keyPath: "id" }));
      asked.onsuccess = () => {
        // Signing out (site.js) deletes all of it, and must not wait for a page that was left open.
        asked.result.onversionchange = () => asked.result.close();
        resolve(asked.result);
      };
      asked.onerror = () => reject(asked.error);
    });
  }

  async function within(store, mode, work) {
    const database = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = database.transaction(store, mode);
        const asked = work(transaction.objectStore(store));
        transaction.oncomplete = () => resolve(asked.result);
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      });
    } finally {
      database.close();
    }
  }

  const young = one => Date.now() - one.at < lasts;

  // Of photos and shares that nobody came back for, nothing stays.
  async function forgetOld(store) {
    for (const one of (await within(store, "readonly", all => all.getAll())).filter(one => !young(one))) {
      await within(store, "readwrite", all => all.delete(one.id));
    }
  }

  self.kept = {
    // An id of 128 random bits as the server reads it. (crypto.randomUUID is missing where there is no HTTPS.)
    newId() {
      const digits = [...crypto.getRandomValues(new Uint8Array(16))].map(part => part.toString(16).padStart(2, "0")).join("");
      return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    },
    async photosOf(author) {
      await forgetOld("photos");
      const photos = await within("photos", "readonly", all => all.getAll());
      return photos.filter(photo => photo.author === author).sort((one, other) => one.at - other.at);
    },
    photoOf: id => within("photos", "readonly", all => all.get(id)),
    keepPhoto: photo => within("photos", "readwrite", all => all.put(photo)),
    // The house has these in a draft, or in a post.
    async dropPhotosOf(draft) {
      const photos = await within("photos", "readonly", all => all.getAll());
      await Promise.all(photos.filter(photo => photo.draft === draft).map(photo => self.kept.dropPhoto(photo.id)));
    },
    dropPhoto: id => within("photos", "readwrite", all => all.delete(id)),
    // Posts that are to be shared as soon as their photos are in the house, by the id of their draft.
    async wishes() {
      await forgetOld("wishes");
      return within("wishes", "readonly", all => all.getAll());
    },
    wishOf: id => within("wishes", "readonly", all => all.get(id)),
    keepWish: wish => within("wishes", "readwrite", all => all.put(wish)),
    dropWish: id => within("wishes", "readwrite", all => all.delete(id)),
    keepShare: (words, files) => within("shares", "readwrite", all => {
      all.clear();
      return all.put({ id: "newest", at: Date.now(), words, files });
    }),
    async takeShare() {
      const share = await within("shares", "readonly", all => all.get("newest"));
      await within("shares", "readwrite", all => all.clear());
      return share && Date.now() - share.at < 10 * 60 * 1000 ? share : undefined;
    },
  };
})();
