import { ContainerImage, ContainerImageConfig } from '../../src';

/** An image that needs nothing but its name: for tests that are about something else. */
export class NamedImage extends ContainerImage {
  constructor(private readonly imageName = 'registry.example/inference:1') {
    super();
  }

  public bind(): ContainerImageConfig {
    return { imageName: this.imageName };
  }
}

export const IMAGE = new NamedImage();
