import { describeTraining } from './training-scenarios';

describeTraining('a training job', 1);
